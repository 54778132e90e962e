"""Who calls the sample companies and what they say, as data, by the company's language."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Caller:
    name: str
    phone: str
    tags: tuple[str, ...] = ()

    @property
    def email(self) -> str:
        plain = self.name.lower().translate(str.maketrans("áâãçéêíóôõúü", "aaaceeiooouu"))
        return ".".join(plain.replace("'", "").split()) + "@client.example"


def _callers(prefix: str, names: str) -> tuple[Caller, ...]:
    """Every fifth of them is somebody to be careful with."""
    return tuple(
        Caller(name.strip(), f"{prefix}{number:04d}", ("VIP",) if number % 5 == 0 else ())
        for number, name in enumerate(names.split(","), start=120)
    )


CALLERS = {
    "en": _callers(
        "+1202555",
        "Hannah Whitfield, Luis Moreno, Aisha Rahman, Peter Novak, Claire Dubois, Samuel Adeyemi,"
        "Rebecca Stone, Ivan Petrov, Maya Fernandes, George Papadopoulos, Nora Lindqvist,"
        "Daniel O'Connor, Yuki Tanaka, Elena Rossi, Victor Alvarez, Ruth Goldberg, Omar Haddad,"
        "Sophie Bernard, Andrew McAllister, Bartholomew Featherstonehaugh-Cavendish",
    ),
    "pt-BR": _callers(
        "+551191234",
        "Ana Beatriz Nogueira, João Pedro Santana, Marília Queiroz, Thiago Albuquerque,"
        "Luciana Ferraz, Paulo Henrique Dantas, Camila Xavier, Fernando Brandão, Patrícia Lacerda,"
        "Gustavo Menezes, Renata Vasconcelos, Eduardo Siqueira, Simone Barros, André Peixoto,"
        "Juliana Castelo Branco, Roberto Assunção",
    ),
}
REASONS = {
    "en": (
        "Water damage in the kitchen",
        "Question about my invoice",
        "I want to add a driver to my policy",
        "Status of claim 48-1172",
        "Quote for a new home",
        "",
    ),
    "pt-BR": (
        "Prazo de entrega do sofá",
        "Orçamento para cozinha planejada",
        "A porta do armário veio riscada",
        "Trocar a cor do tecido",
        "Segunda via da nota",
        "",
    ),
}
NOTES = {
    "en": (
        "Sent the list of documents by chat.",
        "Will call again once the assessor was there.",
        "Explained the deductible, client agrees.",
        "",
    ),
    "pt-BR": (
        "Enviei as medidas pelo chat.",
        "Cliente vai conferir e retornar.",
        "Montagem reagendada com a equipe.",
        "",
    ),
}
TAGS = {
    "en": ("claim", "invoice", "new policy", "complaint", "follow-up"),
    "pt-BR": ("entrega", "orçamento", "montagem", "reclamação", "retorno"),
}
COMMENTS = {
    "en": (
        "Quick and friendly.",
        "She showed me the form on her screen, that helped a lot.",
        "Better than waiting on the phone.",
    ),
    "pt-BR": (
        "Atendimento rápido e atencioso.",
        "Mostraram o projeto na tela, adorei.",
        "Resolveu na hora.",
    ),
}
