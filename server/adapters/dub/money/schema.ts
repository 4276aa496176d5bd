import { z } from 'zod';

const MAX_PAGE = 1_000;

const paging = {
  page: z.coerce.number().int().min(1).max(MAX_PAGE).default(1),
  pageSize: z.coerce.number().int().min(1).max(100).default(100),
};

/** A filter that is not offered is refused: an answer to another question would mislead. */
export const CommissionQuery = z.strictObject({
  type: z.literal('sale').optional(),
  customerId: z.string().optional(),
  partnerId: z.string().optional(),
  tenantId: z.string().optional(),
  status: z.enum(['pending', 'processed', 'paid', 'refunded', 'canceled', 'hold']).optional(),
  sortBy: z.literal('createdAt').default('createdAt'),
  sortOrder: z.literal('desc').default('desc'),
  interval: z.literal('all').default('all'),
  start: z.coerce.date().optional(),
  end: z.coerce.date().optional(),
  ...paging,
});
export type CommissionQuery = z.infer<typeof CommissionQuery>;

export const PayoutQuery = z.strictObject({
  partnerId: z.string().optional(),
  tenantId: z.string().optional(),
  status: z
    .enum(['pending', 'processing', 'processed', 'sent', 'completed', 'failed', 'canceled'])
    .optional(),
  sortBy: z.enum(['amount', 'initiatedAt', 'paidAt']).default('amount'),
  sortOrder: z.enum(['asc', 'desc']).default('desc'),
  ...paging,
});
export type PayoutQuery = z.infer<typeof PayoutQuery>;
