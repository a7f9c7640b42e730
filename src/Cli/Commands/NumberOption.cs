using System.CommandLine;
using System.Globalization;

namespace Research.Cli.Commands;

internal static class NumberOption
{
    /// <summary>Refuses what is no whole number within these limits.</summary>
    internal static Option<int> Within(this Option<int> option, int least, int most)
    {
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !(int.TryParse(token.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most))
            {
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: '{token.Value}' is not a number from {least} to {most}."));
            }
        });
        return option;
    }
}
