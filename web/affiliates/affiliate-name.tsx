import { NoData } from '../ui/money.tsx';
import { AffiliateLink } from './affiliate-link.tsx';
import { useAffiliateName } from './queries.ts';

/** The name of an affiliate of whom only the id is at hand; a dash for nobody. */
export function AffiliateName({ id }: { id: string | null }) {
  const name = useAffiliateName(id);
  if (!id) return <NoData />;
  return <AffiliateLink id={id} name={name ?? '…'} />;
}
