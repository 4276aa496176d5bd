import { listOfferRules, type OfferRule } from '../../affiliates/index.ts';

export interface RulesInForce {
  /** The rule of an offer at a moment; its first one for whatever was before. */
  ruleAt(offerId: string, at: Date): OfferRule;
  /** Some offer leaves, or left at some time, those out who were customers before. */
  protectsCustomers: boolean;
}

export async function readRules(workspaceId: string): Promise<RulesInForce> {
  const rules = await listOfferRules(workspaceId);
  const byOffer = Map.groupBy(rules, ({ offerId }) => offerId);
  return {
    ruleAt(offerId, at) {
      const ofOffer = byOffer.get(offerId) ?? [];
      const rule = ofOffer.findLast(({ validFrom }) => validFrom <= at) ?? ofOffer[0];
      if (!rule) throw new Error(`the offer ${offerId} has no rule`);
      return rule;
    },
    protectsCustomers: rules.some((rule) => rule.protectsCustomers),
  };
}
