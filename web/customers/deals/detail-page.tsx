import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Loaded } from '../../ui/states.tsx';
import { DealDetail } from './detail.tsx';
import { dealQuery } from './queries.ts';

const route = getRouteApi('/shell/deals/$dealId');

/** Everything about one deal. */
export function DealPage() {
  const { dealId } = route.useParams();
  const deal = useQuery(dealQuery(dealId));
  return <Loaded query={deal}>{(data) => <DealDetail key={data.id} deal={data} />}</Loaded>;
}
