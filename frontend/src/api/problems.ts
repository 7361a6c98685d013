/** RFC 9457 as the API sends it; the text is already in the reader's language. */
export interface FieldError {
  pointer: string;
  code: string;
  detail: string;
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  request_id?: string | null;
  errors?: FieldError[] | null;
  [fact: string]: unknown;
}

export class Problem extends Error {
  constructor(readonly body: ProblemBody) {
    super(body.title);
  }
  get slug(): string {
    return this.body.type.replace("/problems/", "");
  }
  /** What stands against one field. */
  at(pointer: string): string | undefined {
    return this.body.errors?.find((error) => error.pointer === pointer)?.detail;
  }
}

export function asProblem(thrown: unknown, fallback: { title: string; detail: string }): Problem {
  if (thrown instanceof Problem) return thrown;
  return new Problem({ type: "/problems/offline", status: 0, ...fallback });
}
