using System.Security.Cryptography;
using Research.Framework.Data;
using Research.Framework.Runtime;

namespace Research.Tests.Framework.Experiments;

/// <summary>A data set of a few small images that are computed: <c>tiny[test]</c>, <c>tiny[calibration]</c>, <c>tiny[fitting]</c>, <c>tiny[training]</c>, and <c>tiny[broken]</c>, whose second image cannot be read.</summary>
/// <param name="id">In front of the brackets.</param>
internal sealed class TinyImages(string id = "tiny", bool redistributable = false) : IDatasetSource
{
    public string Id => id;

    public bool Redistributable => redistributable;

    public string Description => "computed images";

    public ImageDataset Open(DatasetRequest request) => request.Argument switch
    {
        "test" or "calibration" or "fitting" or "training" or "broken" => new Images(id, request.Argument),
        "absent" => throw new DatasetUnavailableException($"tiny[absent] is not in '{request.Paths.DataRoot}'."),
        _ => throw new ResearchException($"tiny has no part '{request.Argument}'."),
    };

    private sealed class Images(string set, string part) : ImageDataset
    {
        private const int Side = 24;

        public override string Name => $"{set}[{part}]";

        public override IReadOnlyList<string> ImageIds => ["waves", "steps"];

        public override bool HasHr => true;

        public override RgbImage ReadHr(string id) => Draw(id, Side * 2);

        public override RgbImage ReadLr(string id, int scale) => Draw(id, Side * 2 / scale);

        public override string ContentHash(int scale) => Convert.ToHexStringLower(SHA256.HashData([.. ReadHr(ImageIds[0]).Pixels, (byte)scale]));

        public override IReadOnlyList<ImageHash> ImageHashes(int scale) =>
            [.. ImageIds.Select(id => new ImageHash(id, Convert.ToHexStringLower(SHA256.HashData(ReadLr(id, scale).Pixels)), null))];

        private RgbImage Draw(string id, int side)
        {
            if (part == "broken" && id == "steps")
            {
                throw new ResearchException("tiny[broken], image 'steps': cannot be read.");
            }

            var image = new RgbImage(side, side);
            for (var i = 0; i < image.Pixels.Length; i++)
            {
                var (x, y, c) = ((double)(i / 3 % side) / side, (double)(i / 3 / side) / side, i % 3);
                image.Pixels[i] = (byte)(id == "waves" ? 127 + (100 * Math.Sin((9 * x) + (5 * y) + c + part.Length)) : (Math.Floor(x * 6) + Math.Floor(y * 4)) * 20 + part.Length);
            }

            return image;
        }
    }
}
