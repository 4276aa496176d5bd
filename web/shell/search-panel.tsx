import '@mantine/spotlight/styles.layer.css';
import { useDebouncedValue } from '@mantine/hooks';
import { Spotlight } from '@mantine/spotlight';
import { IconBuilding, IconSearch, IconUser } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { navigation } from '../rooms.ts';
import { api } from '../ui/api.ts';
import { openSearch, searchStore } from './search-state.ts';
import { useSearchWords } from './search-words.ts';
import { useCan } from './session.ts';

const TYPING_PAUSE_MS = 180;

interface Hit {
  type: 'account' | 'person';
  id: string;
  name: string;
  detail: string | null;
}

export default function SearchPanel() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const hits = useHits(text);
  const pages = usePages(text);
  const what = useSearchWords();
  useEffect(openSearch, []);
  return (
    <Spotlight.Root store={searchStore} query={text} onQueryChange={setText} shortcut={null} scrollable>
      <Spotlight.Search placeholder={what} aria-label={what} leftSection={<IconSearch size={18} />} />
      <Spotlight.ActionsList>
        {hits.data.length > 0 && (
          <Spotlight.ActionsGroup label={t('search.customers')}>
            {hits.data.map((hit) => (
              <Spotlight.Action
                key={hit.id}
                label={hit.name}
                description={hit.detail ?? undefined}
                leftSection={hit.type === 'account' ? <IconBuilding size={18} /> : <IconUser size={18} />}
                onClick={() =>
                  hit.type === 'account'
                    ? navigate({ to: '/accounts/$accountId', params: { accountId: hit.id } })
                    : navigate({ to: '/people/$personId', params: { personId: hit.id } })
                }
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {pages.length > 0 && (
          <Spotlight.ActionsGroup label={t('search.pages')}>
            {pages.map(({ to, label, icon: Icon }) => (
              <Spotlight.Action
                key={to}
                label={t(label)}
                leftSection={<Icon size={18} />}
                onClick={() => navigate({ to })}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {hits.data.length + pages.length === 0 && (
          <Spotlight.Empty>{hits.isFetching ? t('search.searching') : t('search.nothing')}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useHits(text: string) {
  const can = useCan();
  const [q] = useDebouncedValue(text.trim(), TYPING_PAUSE_MS);
  const { data, isFetching } = useQuery({
    queryKey: ['search', q],
    queryFn: () => api.get<{ data: Hit[] }>('/search', { q }),
    enabled: q.length > 0 && can('accounts.read'),
    placeholderData: (earlier) => earlier,
  });
  return { data: q ? (data?.data ?? []) : [], isFetching };
}

function usePages(text: string) {
  const { t } = useTranslation();
  const can = useCan();
  const wanted = text.trim().toLowerCase();
  return navigation.filter(
    ({ permission, label }) => (!permission || can(permission)) && t(label).toLowerCase().includes(wanted),
  );
}
