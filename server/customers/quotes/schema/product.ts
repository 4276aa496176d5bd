import { z } from 'zod';
import { AmountMinor, Currency } from '../../../core/money.ts';
import { Flag, Id, Storable } from '../../schema/query.ts';
import { CYCLES } from '../kinds.ts';

export const MAX_QUANTITY = 1_000_000;
const WHOLE_BASIS_POINTS = 10_000;
const MAX_NAME = 200;
const MAX_DESCRIPTION = 2_000;
const MAX_PRICES = 2_000;

export const BasisPoints = z.number().int().min(0).max(WHOLE_BASIS_POINTS);
export const Name = Storable.trim().min(1).max(MAX_NAME);
export const Description = Storable.trim().min(1).max(MAX_DESCRIPTION).nullable();
const Day = z.iso.date().nullable();

export const Product = z.object({
  id: z.string(),
  sku: z.string().nullable(),
  name: z.string(),
  description: z.string().nullable(),
  cycle: z.enum(CYCLES).describe('Paid once, every month or every year'),
  taxBasisPoints: z.number().int(),
  isArchived: z.boolean(),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type Product = z.infer<typeof Product>;

export const NewProduct = z.object({
  name: Name,
  sku: Storable.trim().min(1).max(MAX_NAME).nullable().default(null),
  description: Description.default(null),
  cycle: z.enum(CYCLES).default('once'),
  taxBasisPoints: BasisPoints.default(0),
});
export type NewProduct = z.infer<typeof NewProduct>;

export const ProductChange = z
  .object({
    name: Name,
    sku: Storable.trim().min(1).max(MAX_NAME).nullable(),
    description: Description,
    cycle: z.enum(CYCLES),
    taxBasisPoints: BasisPoints,
    isArchived: z.boolean(),
  })
  .partial();
export type ProductChange = z.infer<typeof ProductChange>;

export const ArchivedQuery = z.object({ isArchived: Flag });

const Price = z.object({
  productId: Id,
  fromQuantity: z.number().int().min(1).max(MAX_QUANTITY).default(1),
  priceMinor: AmountMinor.min(0).describe('Of one'),
});
export type Price = z.infer<typeof Price>;

export const PriceList = z.object({
  id: z.string(),
  name: z.string(),
  currency: z.string(),
  validFrom: z.string().nullable(),
  validTo: z.string().nullable(),
  isArchived: z.boolean(),
  prices: z.array(Price).describe('By product and quantity'),
  createdAt: z.date(),
  updatedAt: z.date(),
});
export type PriceList = z.infer<typeof PriceList>;

const Prices = z
  .array(Price)
  .max(MAX_PRICES)
  .refine(
    (prices) =>
      new Set(prices.map((price) => `${price.productId} ${price.fromQuantity}`)).size === prices.length,
    'must name each product once for a quantity',
  );

export const NewPriceList = z.object({
  name: Name,
  currency: Currency,
  validFrom: Day.default(null),
  validTo: Day.default(null),
  prices: Prices.default([]),
});
export type NewPriceList = z.infer<typeof NewPriceList>;

/** Absent keeps. Prices are told all or not at all; the currency stays, as the prices are in it. */
export const PriceListChange = z
  .object({ name: Name, validFrom: Day, validTo: Day, isArchived: z.boolean(), prices: Prices })
  .partial();
export type PriceListChange = z.infer<typeof PriceListChange>;
