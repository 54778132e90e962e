export interface SalesContacts {
  whatsapp?: string | null;
  email?: string | null;
}

/** A problem document (RFC 9457) as the server sends it. */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  detail?: string;
  errors?: Record<string, string[] | string>;
  [extra: string]: unknown;
}

export interface PlanLimit {
  limit: string;
  current: number;
  maximum: number;
  plan: string;
  lifting_plan: string | null;
  contacts: SalesContacts;
}

export interface PlanFeature {
  feature: string;
  /** The key of the cheapest plan that has it. */
  lifting_plan: string | null;
  contacts: SalesContacts;
}

/** Thrown for every answer that is not a success, and for requests that never arrived (status 0). */
export class ApiProblem extends Error {
  readonly status: number;
  readonly document: ProblemDocument;

  constructor(document: ProblemDocument) {
    super(document.detail || document.title);
    this.name = "ApiProblem";
    this.document = document;
    this.status = document.status;
  }

  /** The last part of the problem's type, such as `plan-limit`. */
  get kind(): string {
    return this.document.type.split("/").pop() ?? "";
  }

  /** The first message of each field that the server refused. */
  get fieldErrors(): Record<string, string> {
    const entries = Object.entries(this.document.errors ?? {});
    return Object.fromEntries(
      entries.map(([field, said]) => [field, Array.isArray(said) ? String(said[0] ?? "") : String(said)]),
    );
  }

  /** What the plan allows, when the plan is what refused. */
  get planLimit(): PlanLimit | null {
    return this.kind === "plan-limit" ? (this.document as unknown as PlanLimit) : null;
  }

  /** What the plan lacks, when that is what refused. */
  get planFeature(): PlanFeature | null {
    return this.kind === "plan-feature" ? (this.document as unknown as PlanFeature) : null;
  }
}

export const OFFLINE: ProblemDocument = { type: "about:blank/offline", title: "Offline", status: 0 };

export function isProblem(error: unknown, kind?: string): error is ApiProblem {
  return error instanceof ApiProblem && (kind === undefined || error.kind === kind);
}
