namespace WebPublisher.Waf.Tests.Bodies;

/// <summary>Makes hostile inputs out of good ones.</summary>
internal static class Mutation
{
    private static readonly byte[] Favourites = "\0\r\n\t \"'\\;:=&%-{}[]<>,.?+/b\xFF\xC0"u8.ToArray();

    /// <summary>A sample with up to eight bytes changed, left out, doubled or put in, or stretches repeated.</summary>
    public static byte[] Of(byte[] sample, Random random)
    {
        var bytes = sample.ToList();
        for (var i = random.Next(9); i > 0 && bytes.Count > 0; i--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = Favourites[random.Next(Favourites.Length)];
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, Favourites[random.Next(Favourites.Length)]);
                    break;
                case 3:
                    bytes[at] = (byte)random.Next(256);
                    break;
                default:
                    var stretch = bytes.GetRange(at, random.Next(Math.Min(60, bytes.Count - at)));
                    bytes.InsertRange(random.Next(bytes.Count), stretch);
                    break;
            }
        }

        return [.. bytes];
    }
}
