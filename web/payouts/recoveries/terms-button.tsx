import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../ui/states.tsx';
import { useRecoveryTerms } from './queries.ts';
import { TermsForm } from './terms-form.tsx';

/** When balances below zero are asked back by themselves. */
export function TermsButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const terms = useRecoveryTerms();
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {t('recoveries:terms.title')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={() => setOpen(false)}
        title={t('recoveries:terms.title')}
        closeButtonProps={{ 'aria-label': t('action.close') }}
      >
        <Loaded query={terms}>{(shown) => <TermsForm terms={shown} onClose={() => setOpen(false)} />}</Loaded>
      </Modal>
    </>
  );
}
