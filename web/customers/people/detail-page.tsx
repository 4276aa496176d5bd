import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { PersonView } from '../../../server/customers/schema/person.ts';
import { api } from '../../ui/api.ts';
import { Loaded } from '../../ui/states.tsx';
import { PersonDetail } from './detail.tsx';

const route = getRouteApi('/shell/people/$personId');

/** Everything about one person. */
export function PersonPage() {
  const { personId } = route.useParams();
  const person = useQuery({
    queryKey: ['/people', personId],
    queryFn: () => api.get<PersonView>(`/people/${personId}`),
  });
  return <Loaded query={person}>{(data) => <PersonDetail key={data.id} person={data} />}</Loaded>;
}
