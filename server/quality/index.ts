/** The door of the quality room: what each affiliate is worth, by what became of the customers brought. */
export { listQuality } from './list-quality.ts';
export type { AffiliateQuality } from './schema.ts';
