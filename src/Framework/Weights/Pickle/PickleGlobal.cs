namespace Research.Framework.Weights.Pickle;

/// <summary>What a name on the white list stands for.</summary>
internal enum PickleCallable
{
    OrderedDict,
    TensorV1,
    TensorV2,
    Parameter,
    ParameterWithState,
    Size,
    Storage,
    Inert,
}

/// <summary>A name that a pickle may mention. This list is all there is: nothing is ever looked up outside it.</summary>
internal sealed record PickleGlobal(PickleCallable Callable, ElementType? Type = null)
{
    private static readonly string[] InertNames =
    [
        "device", "float32", "float", "float64", "double", "float16", "half", "bfloat16",
        "int64", "long", "int32", "int", "int16", "short", "int8", "uint8", "bool",
    ];

    private static readonly Dictionary<string, PickleGlobal> WhiteList = new(
        InertNames.Select(name => KeyValuePair.Create($"torch.{name}", new PickleGlobal(PickleCallable.Inert)))
            .Concat(ElementType.All.Select(type => KeyValuePair.Create($"torch.{type.Storage}", new PickleGlobal(PickleCallable.Storage, type)))),
        StringComparer.Ordinal)
    {
        ["collections.OrderedDict"] = new(PickleCallable.OrderedDict),
        ["torch._utils._rebuild_tensor"] = new(PickleCallable.TensorV1),
        ["torch._utils._rebuild_tensor_v2"] = new(PickleCallable.TensorV2),
        ["torch._utils._rebuild_parameter"] = new(PickleCallable.Parameter),
        ["torch._utils._rebuild_parameter_with_state"] = new(PickleCallable.ParameterWithState),
        ["torch.Size"] = new(PickleCallable.Size),
    };

    /// <summary>Null where the name is not on the list. The module must be one of the list's as written, not a dotted rest of the name.</summary>
    public static PickleGlobal? Find(string module, string name) =>
        name.Contains('.', StringComparison.Ordinal) ? null : WhiteList.GetValueOrDefault($"{module}.{name}");
}
