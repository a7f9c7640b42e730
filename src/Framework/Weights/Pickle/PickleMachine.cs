using System.Numerics;

namespace Research.Framework.Weights.Pickle;

/// <summary>
/// Python's pickle machine without Python: it builds numbers, text, plain containers and references to tensors, and refuses
/// everything else. No class is looked up, no object made, nothing called.
/// </summary>
/// <param name="persistentIdLength">Members of a storage's persistent id: 5 in zip containers, 6 in the legacy stream.</param>
internal sealed partial class PickleMachine(PickleReader reader, int persistentIdLength, bool inertForeign)
{
    private const int MaxSize = 1_000_000;
    private const int MaxValues = 10_000_000;
    private const int MaxLong = 256;

    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, object?> _memo = [];
    private int _offset;
    private int _values;

    /// <summary>All storages mentioned so far, by key.</summary>
    public Dictionary<string, PickleStorage> Storages { get; } = new(StringComparer.Ordinal);

    /// <summary>Runs one pickle to its STOP.</summary>
    public object? Run()
    {
        while (true)
        {
            _offset = reader.Position;
            var opcode = (PickleOpcode)reader.Byte();
            if (opcode == PickleOpcode.STOP)
            {
                var result = Pop();
                return _stack.Count == 0 && _marks.Count == 0 ? result : throw Wrong("values are left on the stack at the end of the pickle.");
            }

            Execute(opcode);
        }
    }

    private void Execute(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.PROTO:
                if (reader.Byte() is not (2 or 3 or 4) and var protocol)
                {
                    throw Wrong($"pickle protocol {protocol}; PyTorch writes 2, and 3 and 4 are read.");
                }

                break;
            case PickleOpcode.FRAME: reader.UInt64(); break;
            case PickleOpcode.MARK: Mark(); break;
            case PickleOpcode.NONE: Push(null); break;
            case PickleOpcode.NEWTRUE: Push(true); break;
            case PickleOpcode.NEWFALSE: Push(false); break;
            case PickleOpcode.BININT: Push((long)reader.Int32()); break;
            case PickleOpcode.BININT1: Push((long)reader.Byte()); break;
            case PickleOpcode.BININT2: Push((long)reader.UInt16()); break;
            case PickleOpcode.LONG1: PushLong(reader.Byte()); break;
            case PickleOpcode.LONG4: PushLong(reader.Int32()); break;
            case PickleOpcode.BINFLOAT: Push(reader.BigEndianDouble()); break;
            case PickleOpcode.BINUNICODE: Push(reader.Utf8Text(reader.UInt32())); break;
            case PickleOpcode.SHORT_BINUNICODE: Push(reader.Utf8Text(reader.Byte())); break;
            case PickleOpcode.BINUNICODE8: Push(reader.Utf8Text(reader.UInt64())); break;
            case PickleOpcode.SHORT_BINSTRING: Push(reader.Latin1Text(reader.Byte())); break;
            case PickleOpcode.BINSTRING: Push(reader.Latin1Text(reader.Int32())); break;
            case PickleOpcode.EMPTY_TUPLE: Push(new PickleTuple([])); break;
            case PickleOpcode.TUPLE: Push(Tuple(PopToMark())); break;
            case PickleOpcode.TUPLE1: Push(Tuple(Pop(1))); break;
            case PickleOpcode.TUPLE2: Push(Tuple(Pop(2))); break;
            case PickleOpcode.TUPLE3: Push(Tuple(Pop(3))); break;
            case PickleOpcode.EMPTY_LIST: Push(new PickleList()); break;
            case PickleOpcode.EMPTY_DICT: Push(new PickleDictionary(isOrderedDict: false)); break;
            case PickleOpcode.APPEND: Append(Pop(1)); break;
            case PickleOpcode.APPENDS: Append(PopToMark()); break;
            case PickleOpcode.SETITEM: SetItems(Pop(2)); break;
            case PickleOpcode.SETITEMS: SetItems(PopToMark()); break;
            case PickleOpcode.BINPUT: Memoize(reader.Byte()); break;
            case PickleOpcode.LONG_BINPUT: Memoize(reader.UInt32()); break;
            case PickleOpcode.MEMOIZE: Memoize((uint)_memo.Count); break;
            case PickleOpcode.BINGET: Recall(reader.Byte()); break;
            case PickleOpcode.LONG_BINGET: Recall(reader.UInt32()); break;
            case PickleOpcode.GLOBAL: Push(Global(reader.Line(), reader.Line())); break;
            case PickleOpcode.STACK_GLOBAL: StackGlobal(Pop(2)); break;
            case PickleOpcode.REDUCE: Reduce(Pop(2)); break;
            case PickleOpcode.BUILD: Build(Pop()); break;
            case PickleOpcode.BINPERSID: Push(PersistentId(Pop())); break;
            case PickleOpcode.NEWOBJ when inertForeign: NewObject(Pop(2)); break;
            case PickleOpcode.INST: throw Foreign($"{reader.Line()}.{reader.Line()}", opcode);
            case PickleOpcode.NEWOBJ or PickleOpcode.NEWOBJ_EX or PickleOpcode.OBJ: throw Foreign("that is not told", opcode);
            default: throw Wrong($"the opcode {Name(opcode)} is not needed by any state dictionary and is refused.");
        }
    }

    private static string Name(PickleOpcode opcode) => Enum.IsDefined(opcode) ? $"{opcode} (0x{(byte)opcode:X2})" : $"0x{(byte)opcode:X2}";

    private void PushLong(int length)
    {
        if (length is < 0 or > MaxLong)
        {
            throw Wrong($"an integer of {length} bytes.");
        }

        var value = new BigInteger(reader.Bytes(length));
        if (value >= long.MinValue && value <= long.MaxValue)
        {
            Push((long)value);
        }
        else
        {
            Push(value);
        }
    }

    private void Mark()
    {
        if (_marks.Count == MaxSize)
        {
            throw Wrong($"more than {MaxSize} marks.");
        }

        _marks.Add(_stack.Count);
    }

    private void Push(object? value)
    {
        if (_stack.Count == MaxSize || ++_values > MaxValues)
        {
            throw Wrong($"more than {MaxSize} values on the stack, or {MaxValues} in all.");
        }

        _stack.Add(value);
    }

    private object? Pop() => Pop(1)[0];

    private object?[] Pop(int count)
    {
        if (_stack.Count - count < (_marks.Count == 0 ? 0 : _marks[^1]))
        {
            throw Wrong("the stack is empty where a value is needed.");
        }

        var values = _stack.GetRange(_stack.Count - count, count).ToArray();
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private object?[] PopToMark()
    {
        if (_marks.Count == 0)
        {
            throw Wrong("there is no mark where one is needed.");
        }

        var values = Pop(_stack.Count - _marks[^1]);
        _marks.RemoveAt(_marks.Count - 1);
        return values;
    }

    private object? Top()
    {
        var top = Pop();
        _stack.Add(top);
        return top;
    }

    private void Memoize(uint index)
    {
        if (_memo.Count == MaxSize)
        {
            throw Wrong($"more than {MaxSize} remembered values.");
        }

        _memo[index] = Top();
    }

    private void Recall(uint index) =>
        Push(_memo.TryGetValue(index, out var value) ? value : throw Wrong($"value {index} is recalled but was never remembered."));

    private WeightsFormatException Wrong(string problem) => reader.Wrong(_offset, problem);

    private WeightsFormatException Foreign(string className, PickleOpcode opcode) => Wrong(
        $"opcode {Name(opcode)}: this file holds a Python object of class {className}, not a state dictionary; save model.state_dict() with PyTorch and load that. " +
        "Nothing was executed. (--inert-foreign passes over such objects beside the weights.)");
}
