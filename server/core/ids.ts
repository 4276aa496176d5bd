import { randomUUID } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const TIME_DIGITS = 12;
const HEX = 16;
const ID_PATTERN = /^[a-z]{2,5}_[0-9a-f]{32}$/;

/** A sortable id: `prefix_` and the 32 hexadecimal digits of a UUIDv7, e.g. `acc_0193…`. */
export function newId(prefix: string): string {
  return `${prefix}_${uuidv7().replaceAll('-', '')}`;
}

/** A sortable id whose time part is `at`: for records that are younger than what they describe. */
export function newIdAt(prefix: string, at: Date): string {
  const time = at.getTime().toString(HEX).padStart(TIME_DIGITS, '0');
  // A random UUID has its version and variant where a UUIDv7 has them; the rest of it is random in both.
  const random = randomUUID();
  return `${prefix}_${time}7${random.slice(15, 18)}${random.slice(19, 23)}${random.slice(24)}`;
}

export function isId(value: string, prefix: string): boolean {
  return value.startsWith(`${prefix}_`) && ID_PATTERN.test(value);
}
