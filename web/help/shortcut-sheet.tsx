import { Group, Kbd, Modal, Table, Text, Title } from '@mantine/core';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { closeHelp } from '../shell/help-state.ts';
import { actOf, PLACES, type Place, SHORTCUTS, type ShortcutId } from '../shell/shortcuts.ts';
import classes from './shortcut-sheet.module.css';

const IDS = Object.keys(SHORTCUTS) as ShortcutId[];
const IS_MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const SIGNS: Record<string, string> = {
  mod: IS_MAC ? '⌘' : 'Ctrl',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** Every shortcut there is, by where it works; places that the reader may not go to are left out. */
export function ShortcutSheet({ isOpen }: { isOpen: boolean }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={closeHelp}
      title={t('help:shortcuts.title')}
      size="xl"
      closeButtonProps={{ 'aria-label': t('action.close') }}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('help:shortcuts.detail')}
      </Text>
      <div className={classes.parts}>
        {PLACES.map((place) => (
          <PlacePart key={place} place={place} />
        ))}
      </div>
    </Modal>
  );
}

function PlacePart({ place }: { place: Place }) {
  const { t } = useTranslation();
  const ids = IDS.filter((id) => SHORTCUTS[id].place === place && (place !== 'go' || actOf(id)));
  if (ids.length === 0) return null;
  return (
    <section aria-label={t(`help:shortcuts.place.${place}`)} className={classes.part}>
      <Title order={3} fz="sm" mb={4}>
        {t(`help:shortcuts.place.${place}`)}
      </Title>
      <Table verticalSpacing={5} horizontalSpacing={0}>
        <Table.Tbody>
          {ids.map((id) => (
            <Table.Tr key={id}>
              <Table.Td>{t(`help:shortcuts.does.${id}`)}</Table.Td>
              <Table.Td>
                <Keys of={SHORTCUTS[id].keys} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}

function Keys({ of }: { of: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <Group gap={5} justify="flex-end">
      {of.map((keys, position) => (
        <Fragment key={keys}>
          {position > 0 && (
            <Text size="xs" c="dimmed">
              {t('help:shortcuts.or')}
            </Text>
          )}
          <Group gap={3} wrap="nowrap">
            {keys.split(/[ +]/).map((key) => (
              <Kbd key={key} size="sm">
                {SIGNS[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
              </Kbd>
            ))}
          </Group>
        </Fragment>
      ))}
    </Group>
  );
}
