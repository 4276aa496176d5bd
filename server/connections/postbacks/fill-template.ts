/** What an affiliate's tracker may be told: the macros of its address. */
export const MACROS = [
  ...(['click_id', 'payout', 'amount', 'currency', 'status', 'goal', 'conversion_id', 'offer_id'] as const),
  ...(['affiliate_id', 'sub1', 'sub2', 'sub3', 'sub4', 'sub5', 'country', 'device', 'coupon'] as const),
] as const;

export type MacroValues = Partial<Record<(typeof MACROS)[number], string | null>>;

const MACRO = new RegExp(`\\{(${MACROS.join('|')})\\}`, 'g');

/** Values are encoded for an address, missing ones are empty; other braces stay as they are. */
export function fillTemplate(template: string, values: MacroValues): string {
  return template.replace(MACRO, (_all, name: (typeof MACROS)[number]) =>
    encodeURIComponent(values[name] ?? ''),
  );
}

/** For trying an address without anything having happened. */
export const SAMPLE_VALUES: MacroValues = {
  click_id: 'clk_sample',
  payout: '9.80',
  amount: '49.00',
  currency: 'USD',
  status: 'approved',
  goal: 'Purchase',
  conversion_id: 'sale_sample',
  offer_id: 'off_sample',
  affiliate_id: 'aff_sample',
  sub1: 'sample-1',
  sub2: 'sample-2',
  sub3: 'sample-3',
  sub4: 'sample-4',
  sub5: 'sample-5',
  country: 'TH',
  device: 'mobile',
  coupon: 'SAMPLE',
};
