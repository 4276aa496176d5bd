import { v7 as uuidv7 } from 'uuid';

const ID_PATTERN = /^[a-z]{2,5}_[0-9a-f]{32}$/;

/** A sortable id: `prefix_` and the 32 hexadecimal digits of a UUIDv7, e.g. `acc_0193…`. */
export function newId(prefix: string): string {
  return `${prefix}_${uuidv7().replaceAll('-', '')}`;
}

/** A sortable id whose time part is `at`: for records that are younger than what they describe. */
export function newIdAt(prefix: string, at: Date): string {
  return `${prefix}_${uuidv7({ msecs: at.getTime() }).replaceAll('-', '')}`;
}

export function isId(value: string, prefix: string): boolean {
  return value.startsWith(`${prefix}_`) && ID_PATTERN.test(value);
}
