using System.Text;

namespace WebPublisher.WafSideBySide;

/// <summary>Sentences that mean nothing but look like a mail; the same ones in every run.</summary>
internal sealed class Prose
{
    private static readonly string[] s_words =
    [
        .. ("the a our your this that every next last first second good new small large early late plan meeting report customer team project office invoice offer order list draft table page figure "
            + "question answer idea proposal contract delivery price week month quarter morning evening train hotel room lunch agenda minutes number result change update version system server mail folder "
            + "message attachment document colleague manager is was will be has have can should would could may might shall need want think hope expect suggest send receive write read review check confirm "
            + "change update join order group keep bring find open close start finish and or but so because when where while if then than of to in on at by for with from about between after before "
            + "not also only already again soon later today tomorrow together perhaps certainly without under over through across").Split(' '),
    ];

    private uint _state = 20_240_501;

    public string Word() => s_words[Next(s_words.Length)];

    public string Paragraph()
    {
        var text = new StringBuilder();
        for (var sentence = Next(4) + 3; sentence > 0; sentence--)
        {
            var start = text.Length;
            for (var word = Next(12) + 6; word > 0; word--)
            {
                text.Append(Word()).Append(word == 1 ? "." : Next(9) == 0 ? ", " : " ");
            }

            text[start] = char.ToUpperInvariant(text[start]);
            text.Append(sentence > 1 ? " " : "");
        }

        return text.ToString();
    }

    /// <summary>A linear congruential generator (Numerical Recipes' constants): no more chance is needed.</summary>
    private int Next(int bound)
    {
        _state = (_state * 1_664_525) + 1_013_904_223;
        return (int)((_state >> 8) % bound);
    }
}
