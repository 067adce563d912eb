/** A command or event as plain data: `type` tells a union's members apart, `data` is JSON. */
export interface Message<Type extends string = string, Data = unknown> {
  readonly type: Type;
  readonly data: Data;
}
