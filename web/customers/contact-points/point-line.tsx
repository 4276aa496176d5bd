import { ActionIcon, Anchor, Badge, Group, Menu, Text } from '@mantine/core';
import {
  IconAt,
  IconDots,
  IconMapPin,
  IconPencil,
  IconPhone,
  IconStar,
  IconTrash,
  IconUserCircle,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { profileUrl } from '../../../server/customers/contact-points/kinds.ts';
import { useFormat } from '../../ui/format.ts';
import { tellDone, tellFailed } from '../../ui/toast.tsx';
import { type Holder, makePrimary, type PointRecord, removePoint } from './queries.ts';

export const POINT_ICONS = { email: IconAt, phone: IconPhone, social: IconUserCircle, postal: IconMapPin };

interface PointLineProps {
  holder: Holder;
  point: PointRecord;
  /** Absent where the reader may change nothing. */
  onEdit: (() => void) | undefined;
}

/** One address, number, profile or place, with its label and what can be done with it. */
export function PointLine({ holder, point, onEdit }: PointLineProps) {
  const { t } = useTranslation();
  const Icon = POINT_ICONS[point.kind];
  return (
    <Group wrap="nowrap" gap="xs" align="flex-start">
      <Icon
        size={16}
        style={{ flexShrink: 0, marginTop: 3 }}
        aria-label={t(`people:contact.kind.${point.kind}`)}
      />
      <div style={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
        <Value point={point} />
        <Group gap={6} mt={2}>
          {point.id === null && (
            <Badge size="sm" variant="light" color="teal" tt="none">
              {t('people:contact.primary')}
            </Badge>
          )}
          <Badge size="sm" variant="light" color="gray" tt="none">
            {t(`people:contact.label.${point.label}`)}
          </Badge>
          {point.network && point.network !== 'other' && (
            <Text size="xs" c="dimmed">
              {t(`people:contact.network.${point.network}`)}
            </Text>
          )}
        </Group>
      </div>
      {onEdit && <PointMenu holder={holder} point={point} onEdit={onEdit} />}
    </Group>
  );
}

function Value({ point }: { point: PointRecord }) {
  const format = useFormat();
  const { kind, value, network } = point;
  if (kind === 'postal') {
    const { postalCode, city, region, country } = point;
    const town = [postalCode, city].filter(Boolean).join(' ');
    const rest = [town, region, country && format.country(country)].filter(Boolean).join(', ');
    return (
      <Text size="sm" style={{ whiteSpace: 'pre-line' }}>
        {[value, rest].filter(Boolean).join('\n')}
      </Text>
    );
  }
  const href =
    kind === 'email'
      ? `mailto:${value}`
      : kind === 'phone'
        ? `tel:${value.replace(/[^\d+]/g, '')}`
        : profileUrl(network, value);
  if (!href) return <Text size="sm">{value}</Text>;
  const isAway = kind === 'social';
  return (
    <Anchor size="sm" href={href} {...(isAway ? { target: '_blank', rel: 'noreferrer noopener' } : {})}>
      {value}
    </Anchor>
  );
}

function PointMenu({ holder, point, onEdit }: Required<PointLineProps>) {
  const { t } = useTranslation();
  const { id, kind, value } = point;
  const remove = useMutation({
    mutationFn: () => removePoint(holder, point),
    onSuccess: (putBack) => tellDone(t('people:contact.removed'), () => putBack().catch(tellFailed)),
    onError: tellFailed,
  });
  const primary = useMutation({
    mutationFn: () => makePrimary(holder.personId, id ?? ''),
    onSuccess: () =>
      tellDone(t('people:contact.madePrimary', { value }), () =>
        makePrimary(holder.personId, id ?? '').catch(tellFailed),
      ),
    onError: tellFailed,
  });
  const canBePrimary = id !== null && (kind === 'email' || kind === 'phone');
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('people:contact.acts', { value })}
          loading={remove.isPending || primary.isPending}
        >
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {canBePrimary && (
          <Menu.Item leftSection={<IconStar size={16} />} onClick={() => primary.mutate()}>
            {t('people:contact.makePrimary')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconPencil size={16} />} onClick={onEdit}>
          {t('action.edit')}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={() => remove.mutate()}>
          {t('action.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
