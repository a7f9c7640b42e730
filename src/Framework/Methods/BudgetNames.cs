namespace Research.Framework.Methods;

/// <summary>Budgets as written on the command line and in tables.</summary>
public static class BudgetNames
{
    /// <summary><c>quick</c>, <c>cpu</c>, <c>paper</c>.</summary>
    public static string Name(this Budget budget) => budget switch
    {
        Budget.Quick => "quick",
        Budget.Cpu => "cpu",
        Budget.Paper => "paper",
        _ => throw new ArgumentOutOfRangeException(nameof(budget), budget, "not a budget"),
    };

    /// <exception cref="FormatException">Not a budget.</exception>
    public static Budget Parse(string name) => Enum.GetValues<Budget>().Cast<Budget?>().FirstOrDefault(budget => budget!.Value.Name() == name)
        ?? throw new FormatException($"'{name}' is none of quick, cpu, paper");
}
