using System.Collections.Frozen;

namespace WebPublisher.Mail.Scoring.Facts;

/// <summary>Where the links of a message lead, seen together with who it says it is from.</summary>
internal sealed class LinkFacts
{
    // Anybody gets a name below these without saying who he is; what they host says nothing of its owner.
    private static readonly FrozenSet<string> s_hosting = FrozenSet.Create(StringComparer.Ordinal,
        "storage.googleapis.com", "web.app", "firebaseapp.com", "run.app", "appspot.com", "blob.core.windows.net", "web.core.windows.net", "azurewebsites.net", "azureedge.net",
        "amazonaws.com", "cloudfront.net", "r2.dev", "pages.dev", "workers.dev", "netlify.app", "vercel.app", "github.io", "glitch.me", "herokuapp.com", "weebly.com", "wixsite.com",
        "blogspot.com", "ipfs.io", "dweb.link", "translate.goog", "sharepoint.com", "godaddysites.com", "000webhostapp.com", "duckdns.org", "ngrok.io", "ngrok-free.app", "onrender.com",
        "backblazeb2.com", "digitaloceanspaces.com", "linodeobjects.com", "wasabisys.com", "my.id", "co.ua", "sa.com", "za.com", "ru.com", "us.com", "uk.com", "eu.com");

    private static readonly FrozenSet<string> s_shorteners = FrozenSet.Create(StringComparer.Ordinal,
        "bit.ly", "t.co", "is.gd", "tinyurl.com", "goo.gl", "ow.ly", "cutt.ly", "rb.gy", "t.ly", "buff.ly", "rebrand.ly", "shorturl.at", "tiny.cc", "v.gd", "s.id", "lnkd.in", "qrco.de",
        "bl.ink", "soo.gd", "clck.ru", "urlz.fr", "did.li", "shorter.me", "linktr.ee", "u.to", "dub.sh", "t2m.io", "snip.ly", "x.gd", "2u.pw");

    // Sold by the thousand for next to nothing, and found in honest mail rarely.
    private static readonly FrozenSet<string> s_cheapEnds = FrozenSet.Create(StringComparer.Ordinal,
        "xyz", "top", "click", "icu", "beauty", "website", "quest", "bond", "cfd", "sbs", "rest", "cyou", "lol", "buzz", "tk", "ml", "ga", "cf", "gq", "skin", "hair", "makeup", "boats",
        "homes", "autos", "mom", "lat", "monster", "shop", "online", "site", "store", "live", "fun", "best", "work", "loan", "win", "bid", "date", "stream", "download", "racing", "review");

    public LinkFacts(IReadOnlyList<LinkAddress> links, HtmlReading html, string senderDomain)
    {
        var owners = new HashSet<string>(StringComparer.Ordinal);
        foreach (var link in links)
        {
            Numeric += link.IsNumeric ? 1 : 0;
            Punycode += link.Host.Contains("xn--", StringComparison.Ordinal) ? 1 : 0;
            User += link.HasUser ? 1 : 0;
            Port += link.HasPort ? 1 : 0;
            Shortened += s_shorteners.Contains(link.Host) ? 1 : 0;
            Hosted += IsHosted(link.Host) ? 1 : 0;
            Cheap += IsCheap(link.Host) ? 1 : 0;
            Addressed += link.Path.Contains('@', StringComparison.Ordinal) || link.Path.Contains("%40", StringComparison.Ordinal) ? 1 : 0;
            MachineMade += Lettering.IsMachineMade(Organisation.Name(Organisation.Of(link.Host))) ? 1 : 0;
            var owner = Organisation.Of(link.Host);
            owners.Add(owner);
            Aligned += senderDomain.Length > 0 && !IsHosted(owner) && Organisation.Same(link.Host, senderDomain) ? 1 : 0;
        }

        Count = links.Count;
        Owners = owners.Count;
        foreach (var source in html.ImageSources)
        {
            AlignedImages += senderDomain.Length > 0 && LinkAddress.TryParse(source, out var image) && Organisation.Same(image.Host, senderDomain) ? 1 : 0;
        }

        foreach (var link in html.Links)
        {
            Mismatched += ShowsAnotherHost(link) ? 1 : 0;
        }
    }

    public int Count { get; }

    /// <summary>Owners of the hosts.</summary>
    public int Owners { get; }

    public int Numeric { get; }

    public int Punycode { get; }

    public int User { get; }

    public int Port { get; }

    public int Shortened { get; }

    /// <summary>To hosts below which anybody gets a name.</summary>
    public int Hosted { get; }

    /// <summary>To top-level domains that cost next to nothing.</summary>
    public int Cheap { get; }

    /// <summary>Links that hold an address, most often that of the recipient.</summary>
    public int Addressed { get; }

    public int MachineMade { get; }

    /// <summary>Links to the owner of the domain that the message says it is from.</summary>
    public int Aligned { get; }

    public int AlignedImages { get; }

    /// <summary>Links whose words are an address of another owner than where they lead.</summary>
    public int Mismatched { get; }

    /// <summary>Whether anybody gets a name below the host's owner.</summary>
    public static bool IsHosted(string host)
    {
        for (var at = 0; at >= 0 && at < host.Length; at = host.IndexOf('.', at) is var dot and >= 0 ? dot + 1 : -1)
        {
            if (s_hosting.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host.AsSpan(at)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the top-level domain is one that is sold by the thousand.</summary>
    public static bool IsCheap(string host) => s_cheapEnds.GetAlternateLookup<ReadOnlySpan<char>>().Contains(host.AsSpan(host.LastIndexOf('.') + 1));

    private static bool ShowsAnotherHost(AnchorLink link)
    {
        // Only what is an address from its beginning to its end: words with a dot among them are no claim.
        var text = link.Text.AsSpan().Trim();
        return text.Length > 4 && !text.ContainsAny(' ', '\n') && LinkAddress.TryParse(text, out var shown) && shown.Host.Contains('.', StringComparison.Ordinal)
            && LinkAddress.TryParse(link.Target, out var target) && !Organisation.Same(shown.Host, target.Host);
    }
}
