using WebPublisher.Waf.Compilation;
using WebPublisher.Waf.Operators;
using WebPublisher.Waf.Text;

namespace WebPublisher.Waf.Evaluation;

/// <summary>The collection <c>TX</c> of one transaction. Names are compared without regard to case, as mod_security2's tables do.</summary>
internal sealed class TxVariables(RuleProgram program, TextArena arena)
{
    /// <summary>How many members there may be whose names are made up while the transaction lasts; more are dropped.</summary>
    public const int MostDynamic = 1_000;

    private readonly TxValue[] _slots = new TxValue[program.TxSlots.Count];
    private readonly List<ByteText> _dynamicNames = [];
    private TxValue[] _dynamic = [];

    /// <summary>How many members of made-up names there are.</summary>
    public int DynamicCount => _dynamicNames.Count;

    /// <summary>Whether a member is there.</summary>
    public bool IsSet(int slot) => _slots[slot].IsSet;

    /// <summary>A member as a number, as C's atoi reads it; 0 where it is not there.</summary>
    public int NumberOf(int slot) => NumberOf(ref _slots[slot]);

    /// <summary>A member's text; empty where it is not there.</summary>
    public ByteText TextOf(int slot) => TextOf(ref _slots[slot]);

    /// <summary>The name of a member that was made up, and its text; false where it has been taken away.</summary>
    public bool TryGetDynamic(int index, out ByteText name, out ByteText text)
    {
        name = _dynamicNames[index];
        text = TextOf(ref _dynamic[index]);
        return _dynamic[index].IsSet;
    }

    /// <summary>Sets a member to a text.</summary>
    public void SetText(int slot, ByteText text) => _slots[slot] = new TxValue { IsSet = true, HasText = true, Text = text };

    /// <summary>Sets a member to a number.</summary>
    public void SetNumber(int slot, int number) => _slots[slot] = new TxValue { IsSet = true, HasNumber = true, Number = number };

    /// <summary>Takes a member away.</summary>
    public void Unset(int slot) => _slots[slot] = default;

    /// <summary>Keeps what an operator captured as the members 0 to 9; those it did not capture go.</summary>
    public void Capture(OperatorContext context)
    {
        for (var i = 0; i < OperatorContext.MaximumCaptures; i++)
        {
            if (i < context.CaptureCount)
            {
                SetText(i, context.Captured(i));
            }
            else
            {
                Unset(i);
            }
        }
    }

    /// <summary>Sets a member by a name that was made up.</summary>
    public void Set(ByteText name, ByteText text)
    {
        if (program.TxSlots.Find(name.Span) is var slot and >= 0)
        {
            SetText(slot, text);
        }
        else if (DynamicIndex(name, create: true) is var index and >= 0)
        {
            _dynamic[index] = new TxValue { IsSet = true, HasText = true, Text = text };
        }
    }

    /// <summary>Adds to a member by a name that was made up; never below zero.</summary>
    public void Add(ByteText name, int change)
    {
        if (program.TxSlots.Find(name.Span) is var slot and >= 0)
        {
            SetNumber(slot, Math.Max(0, unchecked(NumberOf(slot) + change)));
        }
        else if (DynamicIndex(name, create: true) is var index and >= 0)
        {
            _dynamic[index] = new TxValue { IsSet = true, HasNumber = true, Number = Math.Max(0, unchecked(NumberOf(ref _dynamic[index]) + change)) };
        }
    }

    /// <summary>Takes a member away by a name that was made up.</summary>
    public void Unset(ByteText name)
    {
        if (program.TxSlots.Find(name.Span) is var slot and >= 0)
        {
            Unset(slot);
        }
        else if (DynamicIndex(name, create: false) is var index and >= 0)
        {
            _dynamic[index] = default;
        }
    }

    /// <summary>Forgets everything before the next transaction.</summary>
    public void Reset()
    {
        Array.Clear(_slots);
        Array.Clear(_dynamic);
        _dynamicNames.Clear();
    }

    private static int NumberOf(ref TxValue value)
    {
        if (!value.HasNumber && value.IsSet)
        {
            value.Number = CDigits.Parse(value.Text.Span);
            value.HasNumber = true;
        }

        return value.Number;
    }

    private ByteText TextOf(ref TxValue value)
    {
        if (!value.HasText && value.IsSet)
        {
            value.Text = arena.AddNumber(value.Number);
            value.HasText = true;
        }

        return value.Text;
    }

    private int DynamicIndex(ByteText name, bool create)
    {
        for (var i = 0; i < _dynamicNames.Count; i++)
        {
            if (_dynamicNames[i].Span.Equals(name.Span, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }
        }

        if (!create || _dynamicNames.Count == MostDynamic)
        {
            return -1;
        }

        if (_dynamic.Length == _dynamicNames.Count)
        {
            Array.Resize(ref _dynamic, Math.Max(8, _dynamic.Length * 2));
        }

        _dynamicNames.Add(name);
        return _dynamicNames.Count - 1;
    }
}
