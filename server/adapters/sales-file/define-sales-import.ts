import { defineImportObject } from '../../customers/index.ts';
import { saveSaleRows } from './save-sale-rows.ts';

/** Sales that no page and no billing system told: by phone, at a fair, through a reseller. */
export function defineSalesImport(): void {
  defineImportObject({
    name: 'sales',
    labels: 'offline:sales',
    aliases: ['offline sales', 'sales', 'orders', 'purchases', 'transactions'],
    after: ['accounts'],
    key: ['externalId'],
    permission: 'events.write',
    tellsRows: true,
    allowsAttributes: true,
    fields: [
      {
        name: 'externalId',
        type: 'text',
        aliases: [
          'order id',
          'sale id',
          'order number',
          'invoice id',
          'invoice number',
          'transaction id',
          'id',
        ],
        required: true,
      },
      {
        name: 'occurredAt',
        type: 'datetime',
        aliases: ['sale date', 'order date', 'sold at', 'paid at', 'purchase date', 'date', 'created at'],
        required: true,
      },
      {
        name: 'amount',
        type: 'money',
        aliases: ['sale amount', 'net amount', 'order amount', 'subtotal', 'order total', 'total', 'revenue'],
        required: true,
      },
      { name: 'currency', type: 'text', aliases: ['currency code'] },
      {
        name: 'customerExternalId',
        type: 'text',
        aliases: ['customer id', 'customer external id', 'user id', 'client id', 'customer'],
      },
      {
        name: 'customerEmail',
        type: 'text',
        aliases: ['customer e-mail', 'email', 'e-mail', 'buyer email', 'billing email', 'email address'],
      },
      { name: 'customerName', type: 'text', aliases: ['buyer', 'buyer name', 'billing name', 'full name'] },
      {
        name: 'affiliate',
        type: 'text',
        aliases: ['affiliate id', 'affiliate email', 'affiliate e-mail', 'partner', 'partner id', 'referrer'],
      },
      { name: 'offer', type: 'text', aliases: ['offer id', 'offer name', 'program'] },
      {
        name: 'couponCode',
        type: 'text',
        aliases: ['coupon', 'discount code', 'promo code', 'promotion code', 'voucher'],
      },
      { name: 'clickId', type: 'text', aliases: ['click', 'gw click', 'goodword click id'] },
      { name: 'product', type: 'text', aliases: ['product name', 'item', 'sku'] },
      { name: 'customerPlan', type: 'text', aliases: ['plan', 'plan name', 'tier'] },
      { name: 'country', type: 'text', aliases: ['country code', 'billing country'] },
      { name: 'subId1', type: 'text', aliases: ['sub id', 'subid', 'sub 1', 'aff sub'] },
      { name: 'subId2', type: 'text', aliases: ['sub 2', 'aff sub 2'] },
      { name: 'subId3', type: 'text', aliases: ['sub 3', 'aff sub 3'] },
      { name: 'subId4', type: 'text', aliases: ['sub 4', 'aff sub 4'] },
      { name: 'subId5', type: 'text', aliases: ['sub 5', 'aff sub 5'] },
    ],
    saveBatch: saveSaleRows,
  });
}
