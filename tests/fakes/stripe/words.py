"""What the simulator's pages say, in the two languages of the product."""

from __future__ import annotations

WORDS = {
    "en": {
        "subscribe": "Subscribe to",
        "due": "Due today",
        "trial": "days free, then",
        "number": "Card number",
        "expiry": "Expiry",
        "cvc": "CVC",
        "code": "Promotion code",
        "apply": "Apply",
        "pay": "Pay",
        "back": "Back",
        "test": "This is the simulator of the payment service. Test cards:",
        "authenticate": "Your bank asks you to approve this payment.",
        "complete": "Complete",
        "fail": "Fail",
        "card": "Payment method",
        "none": "No card yet",
        "save": "Save card",
        "history": "Invoices",
        "invoice": "Invoice",
        "paid": "Paid",
        "download": "Download PDF",
    },
    "pt-BR": {
        "subscribe": "Assinar",
        "due": "Total hoje",
        "trial": "dias grátis, depois",
        "number": "Número do cartão",
        "expiry": "Validade",
        "cvc": "CVC",
        "code": "Código promocional",
        "apply": "Aplicar",
        "pay": "Pagar",
        "back": "Voltar",
        "test": "Este é o simulador do serviço de pagamento. Cartões de teste:",
        "authenticate": "Seu banco pede que você aprove este pagamento.",
        "complete": "Aprovar",
        "fail": "Recusar",
        "card": "Forma de pagamento",
        "none": "Nenhum cartão",
        "save": "Salvar cartão",
        "history": "Faturas",
        "invoice": "Fatura",
        "paid": "Paga",
        "download": "Baixar PDF",
    },
}
_SIGNS = {"usd": "$", "brl": "R$ "}


def words(locale: str | None) -> dict[str, str]:
    return WORDS.get(locale or "en", WORDS["en"])


def money(amount: int, currency: str) -> str:
    sign = "-" if amount < 0 else ""
    whole, cents = divmod(abs(amount), 100)
    return f"{sign}{_SIGNS.get(currency, currency.upper() + ' ')}{whole:,}.{cents:02d}"
