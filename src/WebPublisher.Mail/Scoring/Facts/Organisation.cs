namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>
/// Whose a host is, without a list of public suffixes: the last two labels, or three where the second to last is a short word under a country
/// (<c>shop.example.co.uk</c> is of <c>example.co.uk</c>).
/// </summary>
internal static class Organisation
{
    /// <summary>The end of the host that names its owner.</summary>
    public static string Of(string host)
    {
        var last = host.LastIndexOf('.');
        if (last <= 0)
        {
            return host;
        }

        var second = host.LastIndexOf('.', last - 1);
        if (second < 0)
        {
            return host;
        }

        if (host.Length - last == 3 && last - second <= 4)
        {
            var third = second == 0 ? -1 : host.LastIndexOf('.', second - 1);
            return host[(third + 1)..];
        }

        return host[(second + 1)..];
    }

    /// <summary>The name without what it stands under: "example" of example.co.uk.</summary>
    public static ReadOnlySpan<char> Name(string organisation)
    {
        var dot = organisation.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? organisation : organisation.AsSpan(0, dot);
    }

    /// <summary>Whether two hosts are of one owner, or of owners of one name (example.com and example.de).</summary>
    public static bool Same(string one, string other)
    {
        var (first, second) = (Of(one), Of(other));
        return first == second || (Name(first).SequenceEqual(Name(second)) && Name(first).Length > 3);
    }
}
