import { NoData } from '../../ui/money.tsx';
import { useGroups } from './queries.ts';

/** The name of a group of which only the id is at hand; a dash for none. */
export function GroupName({ id }: { id: string | null }) {
  return useGroups().data?.find((group) => group.id === id)?.name ?? <NoData />;
}
