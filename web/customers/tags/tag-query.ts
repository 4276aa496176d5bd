import type { Query } from '../../ui/api.ts';
import type { TagParam } from './params.ts';

/** The ids of tags stand in the address one after the other; the server wants each. */
export function withTagQuery<Filters extends Query>(filters: Filters): Query {
  const ids = (name: TagParam) => {
    const text = filters[name];
    return typeof text === 'string' ? text.split(',') : undefined;
  };
  return { ...filters, tag: ids('tag'), tagAll: ids('tagAll'), tagNone: ids('tagNone') };
}
