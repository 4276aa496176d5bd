import { NoData } from '../ui/money.tsx';
import { useOfferName } from './queries.ts';

/** The name of an offer of which only the id is at hand; a dash for none. */
export function OfferName({ id }: { id: string | null }) {
  return useOfferName(id) ?? <NoData />;
}
