/** MongoDB's error codes by name (error_codes.yml of the server). */
export const ErrorCode = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  ProtocolError: 17,
  IllegalOperation: 20,
  InvalidBSON: 22,
  LockTimeout: 24,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  NotSingleValueField: 54,
  EmptyFieldName: 56,
  CommandNotFound: 59,
  ImmutableField: 66,
  CannotCreateIndex: 67,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  WriteConcernFailed: 64,
  ShutdownInProgress: 91,
  OperationFailed: 96,
  CommandNotSupported: 115,
  DocumentValidationFailure: 121,
  NotAReplicaSet: 123,
  CommandNotSupportedOnView: 166,
  InvalidPipelineOperator: 168,
  InvalidIndexSpecificationOption: 197,
  UnknownFieldIgnored: 40415,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
} as const;

export type ErrorName = keyof typeof ErrorCode;

/** A failure answered to the client with MongoDB's code; `details` are more fields of the answer (`keyPattern`, …). */
export class MongoError extends Error {
  readonly code: number;
  readonly codeName: string;

  constructor(
    error: ErrorName | { readonly code: number; readonly name?: string },
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'MongoError';
    this.code = typeof error === 'string' ? ErrorCode[error] : error.code;
    this.codeName = typeof error === 'string' ? error : (error.name ?? `Location${error.code}`);
  }
}
