import { Alert, Button, type ButtonProps } from '@mantine/core';
import { type UseFormInput, type UseFormReturnType, useForm } from '@mantine/form';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from './api.ts';

interface ServerForm<Values extends Record<string, unknown>> {
  form: UseFormReturnType<Values>;
  onSubmit(event?: FormEvent<HTMLFormElement>): void;
  isSending: boolean;
  /** A refusal that belongs to no single field. */
  refusal: string | null;
}

/**
 * A form whose fields show what the server says about them.
 * @param send the act; its refusal (422 with fields) lands at the fields, any other above the button.
 */
export function useServerForm<Values extends Record<string, unknown>>(
  options: UseFormInput<Values>,
  send: (values: Values) => Promise<unknown>,
): ServerForm<Values> {
  const { t } = useTranslation();
  const form = useForm<Values>({ mode: 'uncontrolled', ...options });
  const [isSending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const onSubmit = form.onSubmit(async (values) => {
    setSending(true);
    setRefusal(null);
    try {
      await send(values);
    } catch (error) {
      const fields = error instanceof ApiProblem ? error.fields : {};
      form.setErrors(fields);
      const isAtField = Object.keys(fields).some(
        (path) => (path.split('.')[0] as string) in form.getValues(),
      );
      if (!isAtField) setRefusal(error instanceof ApiProblem ? error.message : t('state.error.detail'));
    } finally {
      setSending(false);
    }
  });
  return { form, onSubmit, isSending, refusal };
}

/** What the server said against the form as a whole. */
export function Refusal({ text }: { text: string | null }) {
  if (!text) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} role="alert">
      {text}
    </Alert>
  );
}

export function SubmitButton({
  isSending,
  ...props
}: ButtonProps & { isSending: boolean; children: string }) {
  return <Button type="submit" loading={isSending} {...props} />;
}
