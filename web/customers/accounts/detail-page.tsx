import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { Loaded } from '../../ui/states.tsx';
import { AccountDetail } from './detail.tsx';
import { accountQuery } from './queries.ts';

const route = getRouteApi('/shell/accounts/$accountId');

/** Everything about one account. */
export function AccountPage() {
  const { accountId } = route.useParams();
  const account = useQuery(accountQuery(accountId));
  return <Loaded query={account}>{(data) => <AccountDetail key={data.id} account={data} />}</Loaded>;
}
