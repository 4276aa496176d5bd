-- Who an affiliate is for the tax office. What was printed on a paper is kept with the paper.
create table payouts.tax_data (
  workspace_id text not null,
  affiliate_id text not null,
  kind text not null check (kind in ('person', 'business')),
  legal_name text not null,
  address text not null,
  country text not null,
  -- Printed on papers, so not a secret.
  vat_id text,
  -- What people may read of the tax number: its end. The whole is encrypted with the installation's secret.
  tax_number text,
  sealed_tax_number text,
  updated_at timestamptz not null,
  primary key (workspace_id, affiliate_id),
  check ((tax_number is null) = (sealed_tax_number is null))
);

-- How what is paid to an affiliate is taxed, chosen by the company; without a row nothing is said about it.
create table payouts.tax_treatments (
  workspace_id text not null,
  affiliate_id text not null,
  kind text not null check (kind in ('none', 'reverse_charge', 'small_business', 'rate')),
  -- 1900 is 19 %.
  rate_basis_points integer check (rate_basis_points between 1 and 5000),
  updated_at timestamptz not null,
  primary key (workspace_id, affiliate_id),
  check ((kind = 'rate') = (rate_basis_points is not null))
);

-- Forms that an affiliate filled in, as files; encrypted with the installation's secret.
create table payouts.tax_forms (
  workspace_id text not null,
  id text not null,
  affiliate_id text not null,
  kind text not null check (kind in ('w9', 'w8ben', 'w8bene', 'other')),
  file_name text not null,
  content_type text not null,
  byte_count integer not null,
  -- The same file twice is one form.
  digest text not null,
  sealed bytea not null,
  uploaded_by_name text not null,
  uploaded_at timestamptz not null,
  primary key (workspace_id, id),
  unique (workspace_id, affiliate_id, kind, digest)
);

-- The company itself, as it stands on papers.
create table payouts.companies (
  workspace_id text not null primary key,
  legal_name text not null,
  address text not null,
  country text not null,
  vat_id text,
  tax_number text,
  -- Stands before the number of each paper.
  invoice_prefix text not null,
  updated_at timestamptz not null
);
