using TorchSharp;

namespace Research.Tests.Networks;

/// <summary>The input of the networks' golden outputs: 7 rows x 9 columns, x[c,i,j] = 40 + 12i + 9j + 20c + ((3i + 5j + 7c) mod 11).</summary>
internal static class GoldenInput
{
    internal const int Rows = 7;
    internal const int Columns = 9;

    internal static torch.Tensor Make(int channels)
    {
        var values = new float[channels * Rows * Columns];
        for (var c = 0; c < channels; c++)
        {
            for (var i = 0; i < Rows; i++)
            {
                for (var j = 0; j < Columns; j++)
                {
                    values[(((c * Rows) + i) * Columns) + j] = 40 + (12 * i) + (9 * j) + (20 * c) + (((3 * i) + (5 * j) + (7 * c)) % 11);
                }
            }
        }

        return torch.tensor(values, [1, channels, Rows, Columns]);
    }
}
