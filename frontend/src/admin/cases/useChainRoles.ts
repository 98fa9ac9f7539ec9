import { useGetList, type RaRecord } from 'ra-core';

interface RoleRecord extends RaRecord<string> {
  name: string;
}

/** Names of the roles in the chain by code; the server's catalogue, read once. */
export function useChainRoles(): (code: string) => string {
  const { data } = useGetList<RoleRecord>('chain-roles', undefined, { staleTime: Infinity });
  return (code) => data?.find((role) => role.id === code)?.name ?? '…';
}
