/** Types of the operations of `api/swagger.yaml`, by operationId. */
import type { operations } from './openapi.gen.ts';

export type OperationId = keyof operations;
