import { foldLines } from 'ical-generator';
import {
  DateTimeType,
  EmailProperty,
  FNProperty,
  OrgProperty,
  RevProperty,
  SpecialValueType,
  TelProperty,
  TextType,
  TitleProperty,
  UIDProperty,
  VCARD,
} from 'vcard4';
import type { Person } from '../../schema/person.ts';

/** What a card says of a person. */
export type CardPerson = Pick<
  Person,
  'id' | 'name' | 'email' | 'furtherEmails' | 'externalId' | 'phone' | 'title' | 'accountName' | 'updatedAt'
>;

const FOLDED = /\r\n /g;
const MILLISECONDS = /[-:]|\.\d+/g;

/** A person as a vCard 4.0 (RFC 6350), in lines of at most 75 octets as section 3.2 asks for. */
export function writeCard(person: CardPerson): string {
  const { id, name, email, furtherEmails, externalId, phone, title, accountName, updatedAt } = person;
  const card = new VCARD([
    new FNProperty([], new TextType(name ?? email ?? externalId ?? id)),
    ...[...(email ? [email] : []), ...furtherEmails].map((each) => new EmailProperty([], new TextType(each))),
    ...(phone ? [new TelProperty([], new TextType(phone))] : []),
    ...(title ? [new TitleProperty([], new TextType(title))] : []),
    ...(accountName
      ? [new OrgProperty([], new SpecialValueType('OrgProperty', [new TextType(accountName)]))]
      : []),
    new UIDProperty([], new TextType(id)),
    new RevProperty([], new DateTimeType('timestamp', updatedAt.toISOString().replace(MILLISECONDS, ''))),
  ]);
  // The library counts letters, not octets: a line could end within one of them.
  return foldLines(card.repr().replace(FOLDED, ''));
}
