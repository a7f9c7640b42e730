using Research.Framework.Tables;

namespace Research.Tests.Framework.Tables;

[Trait("tier", "unit")]
public sealed class LatexTableTests
{
    [Fact]
    public void NumbersStandRight_AndLatexsOwnCharactersAreEscaped() => Assert.Equal(
        """
        % a note
        \begin{table}
        \caption{50 \% \& more}
        \begin{tabular}{lr}
        \toprule
        method & psnr\_y \\
        \midrule
        minmax[w=4] & 31.25 \\
        \bottomrule
        \end{tabular}
        \end{table}

        """,
        LatexTable.Create(
            new ResultTable(["method", "psnr_y"], [[TableCell.Text("minmax[w=4]"), TableCell.Fixed(31.25, 4, 2)]], []),
            "50 % & more",
            ["a note"]));
}
