import type { StatementMovement } from '../../commissions/index.ts';
import { dayIn } from '../../core/calendar.ts';
import { words } from '../../core/words.ts';
import type { Workspace } from '../../workspace/index.ts';
import type { Company } from '../company/schema.ts';
import { sayMovement } from '../say-movement.ts';
import type { TaxData, TaxTreatment } from '../tax/schema.ts';
import { splitTax } from './rules.ts';

/** All that is printed on an invoice or a credit note, as it was when the paper was given. */
export interface InvoiceContent {
  kind: 'invoice' | 'credit_note';
  label: string;
  locale: string;
  issuedOn: string;
  /** Who pays, and writes the paper in the name of the other. */
  issuer: string[];
  supplier: string[];
  reference: string;
  currency: string;
  lines: { on: string; text: string; amountMinor: number }[];
  netMinor: number;
  taxMinor: number;
  totalMinor: number;
  rateBasisPoints: number | null;
  /** What the law wants said about the tax. */
  notes: string[];
}

export interface EarnedLine {
  kind: StatementMovement['kind'];
  saleExternalId: string | null;
  award: StatementMovement['award'];
  at: Date;
  amountMinor: number;
}

interface InvoiceFacts {
  label: string;
  reference: string;
  currency: string;
  company: Company;
  supplier: TaxData;
  treatment: TaxTreatment;
  earned: EarnedLine[];
  issuedAt: Date;
}

/** An invoice in the workspace's language. Of a person's tax number it shows the end. */
export function writeInvoice(
  { locale, timeZone }: Pick<Workspace, 'locale' | 'timeZone'>,
  facts: InvoiceFacts,
): InvoiceContent {
  const { currency, treatment, label, reference } = facts;
  const totalMinor = facts.earned.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const note = treatment.kind === 'none' ? [] : [words(locale, `papers:note.${treatment.kind}`)];
  return {
    ...{ kind: 'invoice', label, locale, reference, currency, totalMinor },
    issuedOn: dayIn(timeZone, facts.issuedAt),
    issuer: partyLines(locale, facts.company),
    supplier: partyLines(locale, facts.supplier),
    lines: facts.earned.map((entry) => ({
      on: dayIn(timeZone, entry.at),
      text: sayMovement(entry, locale),
      amountMinor: entry.amountMinor,
    })),
    ...splitTax(totalMinor, treatment),
    rateBasisPoints: treatment.rateBasisPoints,
    notes: [words(locale, 'papers:note.selfBilled'), ...note],
  };
}

/** Takes an invoice back whole, names it, and says why. */
export function writeCreditNote(
  invoice: InvoiceContent,
  { label, reason, issuedOn }: { label: string; reason: string; issuedOn: string },
): InvoiceContent {
  const { locale } = invoice;
  const taken = words(locale, 'papers:note.credits', {
    label: invoice.label,
    on: sayDay(invoice.issuedOn, locale),
  });
  return {
    ...invoice,
    ...{ kind: 'credit_note', label, issuedOn },
    lines: invoice.lines.map((line) => ({ ...line, amountMinor: -line.amountMinor })),
    netMinor: -invoice.netMinor,
    taxMinor: -invoice.taxMinor,
    totalMinor: -invoice.totalMinor,
    notes: [taken, words(locale, 'papers:note.reason', { reason }), ...invoice.notes],
  };
}

interface PrintedParty {
  legalName: string;
  address: string;
  country: string;
  vatId: string | null;
  taxNumber: string | null;
}

/** A party as it is printed, line by line. */
export function partyLines(locale: string, party: PrintedParty): string[] {
  const country = new Intl.DisplayNames(locale, { type: 'region' }).of(party.country) ?? party.country;
  return [
    party.legalName,
    ...party.address.split(/\r?\n/),
    country,
    ...(party.vatId ? [words(locale, 'papers:party.vatId', { number: party.vatId })] : []),
    ...(party.taxNumber ? [words(locale, 'papers:party.taxNumber', { number: party.taxNumber })] : []),
  ].filter((line) => line.trim() !== '');
}

/** A calendar day as people of the language write it. */
export function sayDay(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date(day));
}
