import { Button, Menu, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { POINT_KINDS, type PointKind } from '../../../server/customers/contact-points/kinds.ts';
import { useCan } from '../../shell/session.ts';
import { Panel } from '../../ui/panel.tsx';
import type { PersonRecord } from '../people/detail.tsx';
import { PointDialog } from './point-dialog.tsx';
import { POINT_ICONS, PointLine } from './point-line.tsx';
import type { PointRecord } from './queries.ts';

/** Every address, number, profile and place that leads to a person, the primary ones first. */
export function ContactPanel({ person }: { person: PersonRecord }) {
  const { t } = useTranslation();
  const can = useCan();
  const [open, setOpen] = useState<{ kind: PointKind; point: PointRecord | null } | null>(null);
  const points = pointsOf(person);
  const holder = { personId: person.id, readAt: person.updatedAt };
  const mayChange = can('accounts.write');
  const isPrimary =
    open !== null && (open.point ? open.point.id === null : isOwn(open.kind) && person[open.kind] === null);
  return (
    <Panel
      title={t('people:contact.title')}
      actions={mayChange && <AddMenu onAdd={(kind) => setOpen({ kind, point: null })} />}
    >
      {points.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('people:contact.none')}
        </Text>
      )}
      <Stack gap="xs">
        {points.map((point) => (
          <PointLine
            key={point.id ?? point.kind}
            holder={holder}
            point={point}
            onEdit={mayChange ? () => setOpen({ kind: point.kind, point }) : undefined}
          />
        ))}
      </Stack>
      {open && <PointDialog holder={holder} {...open} isPrimary={isPrimary} onClose={() => setOpen(null)} />}
    </Panel>
  );
}

const isOwn = (kind: PointKind): kind is 'email' | 'phone' => kind === 'email' || kind === 'phone';

function pointsOf(person: PersonRecord): PointRecord[] {
  const nowhere = { network: null, city: null, region: null, postalCode: null, country: null };
  return POINT_KINDS.flatMap((kind) => {
    const further = person.contactPoints.filter((point) => point.kind === kind);
    const own = isOwn(kind) ? person[kind] : null;
    if (own === null || !isOwn(kind)) return further;
    return [{ ...nowhere, id: null, kind, label: person[`${kind}Label`] ?? 'work', value: own }, ...further];
  });
}

function AddMenu({ onAdd }: { onAdd(kind: PointKind): void }) {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlus size={14} />}
          aria-label={t('people:contact.add')}
        >
          {t('action.add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {POINT_KINDS.map((kind) => {
          const Icon = POINT_ICONS[kind];
          return (
            <Menu.Item key={kind} leftSection={<Icon size={16} />} onClick={() => onAdd(kind)}>
              {t(`people:contact.kind.${kind}`)}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
