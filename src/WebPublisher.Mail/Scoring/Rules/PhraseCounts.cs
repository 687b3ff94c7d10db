using System.Collections;

namespace WebPublisher.Mail.Scoring.Rules;

/// <summary>How many different phrases of each list a message holds.</summary>
internal sealed class PhraseCounts(int phrases, int lists)
{
    private readonly BitArray _inSubject = new(phrases);
    private readonly BitArray _inAll = new(phrases);
    private readonly int[] _subject = new int[lists];
    private readonly int[] _all = new int[lists];

    public void Add(int phrase, int list, bool inSubject)
    {
        _all[list] += _inAll[phrase] ? 0 : 1;
        _inAll[phrase] = true;
        if (inSubject)
        {
            _subject[list] += _inSubject[phrase] ? 0 : 1;
            _inSubject[phrase] = true;
        }
    }

    public int InSubject(int list) => _subject[list];

    public int InAll(int list) => _all[list];
}
