-- Whether a commission is written, as seen right after the booking of a batch, within the same statement: volatile, so
-- that it sees what the statement has written so far.
create function commissions.is_booked(p_workspace text, p_id text) returns boolean language plpgsql volatile as $$
begin
  return exists (select from commissions.commissions where workspace_id = p_workspace and id = p_id);
end $$;
