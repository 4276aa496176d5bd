import { majorUnits } from '../../core/money.ts';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';
/** Source: EPC132-08, the implementation guidelines for SEPA credit transfers. */
const MAX_NAME = 70;
const MAX_REMITTANCE = 140;
const CURRENCY = 'EUR';

/** Latin letters that do not fall apart into a plain letter and a mark. */
const PLAIN_LETTERS: Record<string, string> = {
  ...{ ß: 'ss', Æ: 'AE', æ: 'ae', Ø: 'O', ø: 'o', Œ: 'OE', œ: 'oe', Ł: 'L', ł: 'l', Đ: 'D', đ: 'd' },
  ...{ Þ: 'TH', þ: 'th', Ð: 'D', ð: 'd', ı: 'i', '’': "'", '&': '+', _: '-' },
};

export interface SepaTransfer {
  reference: string;
  amountMinor: number;
  holder: string;
  country: string | null;
  iban: string;
  bic: string | null;
  note: string;
}

export interface SepaOrder {
  /** The same for every writing of one payout, by which a bank refuses the second. */
  reference: string;
  writtenAt: Date;
  /** A calendar day, such as 2026-03-01. */
  executionDay: string;
  sender: { name: string; iban: string; bic: string | null };
  transfers: SepaTransfer[];
}

/** A credit transfer initiation, ISO 20022 pain.001.001.09, in euros, as SEPA's guidelines restrict it. */
export function writeSepa(order: SepaOrder): string {
  const sums = [
    element('NbOfTxs', String(order.transfers.length)),
    element('CtrlSum', amount(order.transfers.reduce((sum, { amountMinor }) => sum + amountMinor, 0))),
  ];
  const header = element('GrpHdr', [
    element('MsgId', order.reference),
    element('CreDtTm', `${order.writtenAt.toISOString().slice(0, 19)}Z`),
    ...sums,
    element('InitgPty', [element('Nm', sepaText(order.sender.name, MAX_NAME))]),
  ]);
  const payment = element('PmtInf', [
    element('PmtInfId', order.reference),
    element('PmtMtd', 'TRF'),
    element('BtchBookg', 'true'),
    ...sums,
    element('PmtTpInf', [element('SvcLvl', [element('Cd', 'SEPA')])]),
    element('ReqdExctnDt', [element('Dt', order.executionDay)]),
    element('Dbtr', [element('Nm', sepaText(order.sender.name, MAX_NAME))]),
    element('DbtrAcct', [account(order.sender.iban)]),
    element('DbtrAgt', [agent(order.sender.bic)]),
    element('ChrgBr', 'SLEV'),
    ...order.transfers.map(transaction),
  ]);
  const initiation = element('CstmrCdtTrfInitn', [header, payment]);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${NAMESPACE}">${initiation}</Document>\n`;
}

function transaction(transfer: SepaTransfer): string {
  const address = transfer.country ? [element('PstlAdr', [element('Ctry', transfer.country)])] : [];
  const note = sepaText(transfer.note || transfer.reference, MAX_REMITTANCE);
  return element('CdtTrfTxInf', [
    element('PmtId', [element('EndToEndId', transfer.reference)]),
    element('Amt', [`<InstdAmt Ccy="${CURRENCY}">${amount(transfer.amountMinor)}</InstdAmt>`]),
    ...(transfer.bic ? [element('CdtrAgt', [agent(transfer.bic)])] : []),
    element('Cdtr', [element('Nm', sepaText(transfer.holder, MAX_NAME)), ...address]),
    element('CdtrAcct', [account(transfer.iban)]),
    element('RmtInf', [element('Ustrd', note)]),
  ]);
}

/** The debtor's agent has to be there, also where only the IBAN is known. */
function agent(bic: string | null): string {
  const id = bic ? element('BICFI', bic) : element('Othr', [element('Id', 'NOTPROVIDED')]);
  return element('FinInstnId', [id]);
}

function account(iban: string): string {
  return element('Id', [element('IBAN', iban)]);
}

function amount(amountMinor: number): string {
  return majorUnits(amountMinor, CURRENCY);
}

/** @param content text, which is escaped, or elements. */
function element(name: string, content: string | string[]): string {
  const inner = typeof content === 'string' ? escapeXml(content) : content.join('');
  return `<${name}>${inner}</${name}>`;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

/** In the letters that every bank in SEPA takes; no slash at either end and no two of them together. */
export function sepaText(text: string, maxLength: number): string {
  const plain = [...text]
    .map((character) => PLAIN_LETTERS[character] ?? character)
    .join('')
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[^A-Za-z0-9/\-?:().,'+ ]/gu, '.')
    .replace(/\/{2,}/g, '/')
    .replace(/ {2,}/g, ' ')
    .slice(0, maxLength)
    .replace(/^[/ ]+|[/ ]+$/g, '');
  return plain || '.';
}
