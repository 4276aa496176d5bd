import { z } from 'zod';

export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-874'] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

/** How the bytes of a file make rows of cells. */
export const FileFormat = z.object({
  encoding: z.enum(ENCODINGS),
  /** Some bytes do not fit the encoding; the rows that hold them are refused one by one. */
  hasBrokenBytes: z.boolean(),
  delimiter: z.enum(DELIMITERS),
  quote: z.enum(['"', "'"]),
  /** A spreadsheet's `sep=;` stands before the header. */
  hasSeparatorLine: z.boolean(),
});
export type FileFormat = z.infer<typeof FileFormat>;

/** A file, or a place in it, that cannot be read; `code` is a sentence of the catalog. */
export class UnreadableFile extends Error {
  readonly code: string;
  readonly values: Record<string, string | number>;

  constructor(code: string, values: Record<string, string | number> = {}) {
    super(code);
    this.code = `imports:file.${code}`;
    this.values = values;
  }
}
