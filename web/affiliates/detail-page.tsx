import { getRouteApi } from '@tanstack/react-router';
import { Loaded } from '../ui/states.tsx';
import { AffiliateDetail } from './detail.tsx';
import { useAffiliate } from './queries.ts';

const route = getRouteApi('/shell/affiliates/$affiliateId');

/** Everything about one affiliate. */
export function AffiliatePage() {
  const { affiliateId } = route.useParams();
  const affiliate = useAffiliate(affiliateId);
  return <Loaded query={affiliate}>{(data) => <AffiliateDetail key={data.id} affiliate={data} />}</Loaded>;
}
