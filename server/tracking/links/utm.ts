import { type Offer, sayReduction, type UTM_MACROS } from '../../affiliates/index.ts';
import type { Destination } from './address.ts';

type Macro = (typeof UTM_MACROS)[number];

interface Named {
  affiliate: { id: string; name: string } | null;
  offer: Pick<Offer, 'id' | 'name' | 'friendDiscount'>;
  link: { id: string; key: string };
}

/**
 * A destination with the parameters of its offer's template. What the destination says itself stays. Nothing in it
 * depends on the visitor, so it is done once, when a link is read, and costs a click nothing.
 */
export function withUtm(
  destination: Destination,
  template: string,
  { affiliate, offer, link }: Named,
): Destination {
  if (template === '') return destination;
  const values: Record<Macro, string> = {
    affiliate: affiliate?.name ?? '',
    affiliate_id: affiliate?.id ?? '',
    link: link.key,
    link_id: link.id,
    offer: offer.name,
    offer_id: offer.id,
    discount: offer.friendDiscount ? sayReduction(offer.friendDiscount, 'en') : '',
  };
  const query = new URLSearchParams(destination.query);
  // The parameters are told apart before names are put in: an `&` in a name stays in its value.
  for (const [name, text] of new URLSearchParams(template))
    if (!query.has(name))
      query.append(
        name,
        text.replace(/\{(\w+)\}/g, (_all, macro) => values[macro as Macro]),
      );
  return { ...destination, query };
}
