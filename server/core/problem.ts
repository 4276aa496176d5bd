/** One thing that is wrong with the input, and where. */
export interface FieldError {
  /** Dotted path into the body, query or parameters. */
  path: string;
  message: string;
}

interface ProblemExtras {
  errors?: FieldError[];
  headers?: Record<string, string>;
  /** For the log only; never sent. */
  cause?: unknown;
}

/** An error that the caller may read: RFC 9457 problem details with a stable `code`. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string> | undefined;

  constructor(status: number, code: string, title: string, detail: string, extras: ProblemExtras = {}) {
    super(detail, { cause: extras.cause });
    this.status = status;
    this.code = code;
    this.title = title;
    this.errors = extras.errors;
    this.headers = extras.headers;
  }

  toBody() {
    return {
      type: `urn:goodword:problem:${this.code}`,
      title: this.title,
      status: this.status,
      detail: this.message,
      code: this.code,
      ...(this.errors ? { errors: this.errors } : {}),
    };
  }
}

/** A foreign workspace's record is not found either: its existence is not told. */
export function notFound(what: string): Problem {
  return new Problem(404, 'not_found', 'Not found', `There is no such ${what}.`);
}

export function unauthorized(detail = 'Sign in, or send an API key.'): Problem {
  return new Problem(401, 'unauthorized', 'Not signed in', detail);
}

/** @param isNarrow whether the role reaches some rows only, for which some permissions cannot be given */
export function forbidden(permission: string, { isNarrow = false } = {}): Problem {
  const hint = isNarrow ? ' Some permissions go only with roles that reach all accounts and people.' : '';
  return new Problem(403, 'forbidden', 'Not allowed', `This needs the permission ${permission}.${hint}`);
}

/** For what cannot be told in parts. */
export function needingAllRows(): Problem {
  const detail = 'This is of the whole company: it takes a role that reaches all accounts and people.';
  return new Problem(403, 'needs_all_rows', 'Not allowed', detail);
}

export function conflict(code: string, detail: string): Problem {
  return new Problem(409, code, 'Conflict', detail);
}

/** Well-formed input that breaks a rule; names every field. */
export function invalid(errors: FieldError[]): Problem {
  const detail = errors.map((error) => `${error.path || 'body'}: ${error.message}`).join('; ');
  return new Problem(422, 'validation_failed', 'Invalid input', detail, { errors });
}

export function invalidField(path: string, message: string): Problem {
  return invalid([{ path, message }]);
}
