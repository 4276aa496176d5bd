import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { api, type Jsonified, type Page, type Query } from './api.ts';

/** A list read page by page, as the table wants it. */
export interface PagedRows<Row> {
  rows: Row[] | undefined;
  error: Error | null;
  isFetching: boolean;
  /** Whether the rows on screen still belong to the filters before. */
  isStale: boolean;
  hasMore: boolean;
  loadMore(): void;
  retry(): void;
}

const PAGE_SIZE = 50;

interface PagesOptions {
  /** Asked again so often, while more rows may appear by themselves. */
  askEveryMs?: number;
}

/** @param path below `/api/v1`. @param query filters and sort, as the route declares them. */
export function usePages<Row>(
  path: string,
  query: Query = {},
  { askEveryMs }: PagesOptions = {},
): PagedRows<Jsonified<Row>> {
  const pages = useInfiniteQuery({
    queryKey: [path, 'pages', query],
    refetchInterval: askEveryMs ?? false,
    queryFn: ({ pageParam }) =>
      api.get<unknown>(path, { limit: PAGE_SIZE, ...query, cursor: pageParam }) as Promise<
        Page<Jsonified<Row>>
      >,
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  return {
    rows: pages.data?.pages.flatMap(({ data }) => data),
    error: pages.error,
    isFetching: pages.isFetching,
    isStale: pages.isPlaceholderData,
    hasMore: pages.hasNextPage,
    loadMore: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  };
}
