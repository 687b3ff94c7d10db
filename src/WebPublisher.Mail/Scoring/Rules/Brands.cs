using WebPublisher.Mail.Scoring.Facts;

namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>Names that are borrowed to deceive, and the domains that bear them rightly.</summary>
internal sealed class Brands
{
    private readonly Dictionary<string, List<string>> _owners = new(StringComparer.Ordinal);

    public void Add(string word, IEnumerable<string> owners)
    {
        if (!_owners.TryGetValue(word, out var all))
        {
            _owners.Add(word, all = []);
        }

        all.AddRange(owners);
    }

    /// <summary>Whether the name beside the sender's address holds a brand, and the address is of none of its domains.</summary>
    public bool AreBorrowed(MailFacts facts)
    {
        var lookup = _owners.GetAlternateLookup<ReadOnlySpan<char>>();
        var words = facts.SenderWords;
        var domain = Organisation.Of(facts.From.Domain);
        for (var i = 0; i < words.Count; i++)
        {
            if (lookup.TryGetValue(words[i], out var owners) && !Organisation.Name(domain).Contains(words[i], StringComparison.Ordinal) && !owners.Contains(domain))
            {
                return true;
            }
        }

        return false;
    }
}
