import { z } from 'zod';

const MAX_VALUES = 50;
const MAX_QUERY = 200;

/** A filter that takes one value or several: `stage=trial&stage=customer`. */
export function anyOf<Item extends z.ZodType>(item: Item) {
  return z
    .union([item, z.array(item).max(MAX_VALUES)])
    .transform((given): z.output<Item>[] => (Array.isArray(given) ? given : [given]) as z.output<Item>[])
    .optional();
}

/** Text that the database can hold. */
export const Storable = z.string().refine((text) => !text.includes('\0'), 'holds a zero character');

export const FilterText = Storable.min(1).max(MAX_QUERY);

/** `true` or `false` in an address. */
export const Flag = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .optional();

/** An ISO date, or time with its offset. */
export const Moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], 'must be an ISO date or time')
  .transform((text) => new Date(text))
  .refine((at) => at.getUTCFullYear() > 0, 'must be an ISO date or time')
  .meta({ type: 'string', format: 'date-time' });

export const Id = Storable.max(MAX_QUERY);
export const IdParams = z.object({ id: Id });
