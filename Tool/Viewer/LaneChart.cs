using System.Collections.Immutable;

namespace Hmm.Tool.Viewer;

/// <summary>Draws the lanes of a run: a column a step, actors above, locks below.</summary>
internal sealed class LaneChart
{
    private const int ChartWidth = 1120;
    private const int ColumnMin = 14;
    private const int ColumnMax = 62;
    private const int Head = 22;
    private const int ActorHeight = 44;
    private const int LockHeight = 24;
    private const int Rule = 10;
    private const int NameLetter = 7;
    private const int NamePadding = 20;
    private const int Letter = 7;
    private const int LoopHead = 18;
    private const int Margin = 330;
    private const int Bow = 30;

    private readonly ViewedRun run;
    private readonly ImmutableArray<Lane> lanes;
    private readonly ImmutableArray<int> tops;
    private readonly int head;
    private readonly int height;

    /// <summary>Lays the lanes out.</summary>
    /// <param name="run">The run.</param>
    public LaneChart(ViewedRun run)
    {
        this.run = run;
        lanes = Lanes.Of(run);
        ColumnWidth = Math.Clamp((ChartWidth - (run.Waits.IsEmpty ? 0 : Margin)) / Math.Max(1, run.Steps.Length), ColumnMin, ColumnMax);
        head = Head + (run.Loop > 0 ? LoopHead : 0);
        var y = head;
        var places = ImmutableArray.CreateBuilder<int>();
        for (var i = 0; i < lanes.Length; i++)
        {
            y += i > 0 && lanes[i - 1].IsActor && !lanes[i].IsActor ? Rule : 0;
            places.Add(y);
            y += lanes[i].IsActor ? ActorHeight : LockHeight;
        }

        tops = places.ToImmutable();
        height = y + 2;
    }

    /// <summary>The width of a step.</summary>
    public int ColumnWidth { get; }

    /// <summary>The names of the lanes, which stay where they are while the chart scrolls.</summary>
    /// <returns>SVG.</returns>
    public Markup Names()
    {
        var width = (lanes.Max(static lane => lane.Name.Length) * NameLetter) + NamePadding;
        var texts = lanes.Select((lane, i) => Markup.Of(
            $"""<text class="{(lane.IsActor ? "actor" : "lock")}" x="{width - 8}" y="{Middle(i)}">{lane.Name}</text>"""));
        return Markup.Of(
            $"""<svg class="names" width="{width}" height="{height}" viewBox="0 0 {width} {height}" aria-hidden="true">{texts}</svg>""");
    }

    /// <summary>The chart.</summary>
    /// <returns>SVG.</returns>
    public Markup Chart()
    {
        var width = (run.Steps.Length * ColumnWidth) + 2 + (run.Waits.IsEmpty ? 0 : Margin);
        var title = $"{run.Actors.Length} actors and {lanes.Length - run.Actors.Length} locks and notifiers over {run.Steps.Length} steps; "
            + "the list of steps says the same in words.";
        return Markup.Of($"""
            <svg class="chart" width="{width}" height="{height}" viewBox="0 0 {width} {height}"
              role="img" aria-label="{title}" data-column="{ColumnWidth}">
            <defs>{Hatches()}<marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8"
              markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0L8 4L0 8z"/></marker></defs>
            {Numbers()}
            {Switches()}
            {lanes.Select((lane, i) => Row(lane, tops[i]))}
            {Marks()}
            {Waits()}
            {Loop()}
            {NoReturn()}
            <g class="arrows"></g>
            <rect class="cursor" y="1" width="{ColumnWidth}" height="{height - 2}" rx="3"/>
            </svg>
            """);
    }

    private static IEnumerable<Markup> Hatches() => Enumerable.Range(0, 4).Select(static i => Markup.Of($"""
        <pattern id="hatch{i}" class="hatch h{i}" width="6" height="6"
          patternUnits="userSpaceOnUse" patternTransform="rotate({(i * 45) + 45})"><rect width="6" height="6"/><path d="M0 0V6"/></pattern>
        """));

    private IEnumerable<Markup> Numbers() => run.Steps
        .Where(step => ColumnWidth >= 20 || step.Number % 5 == 0 || step.Number == 1)
        .Select(step => Markup.Of($"""
            <text class="number" x="{X(step.Number) + (ColumnWidth / 2)}" y="{head - 7}">{step.Number}</text>
            """));

    private IEnumerable<Markup> Switches() => run.Steps.Skip(1)
        .Where(step => step.Actor != run.Steps[step.Number - 2].Actor)
        .Select(step => Markup.Of($"""<path class="switch" d="M{X(step.Number)} {head - 2}V{height}"/>"""));

    private Markup Row(Lane lane, int top)
    {
        var bottom = top + (lane.IsActor ? ActorHeight : LockHeight);
        var line = Markup.Of($"""<path class="rule" d="M0 {bottom - 1}H{X(run.Steps.Length + 1)}"/>""");
        return Markup.Of($"""<g class="lane {(lane.IsActor ? "actor" : "lock")}">{line}{lane.Bars.Select(bar => Bar(bar, top))}</g>""");
    }

    private Markup Bar(LaneBar bar, int top)
    {
        var (x, width) = (X(bar.From), (bar.To - bar.From + 1) * ColumnWidth);
        var holder = bar.Holder < 0 ? 3 : Math.Min(bar.Holder, 2);
        var title = Markup.Of($"<title>{bar.Title}</title>");
        return bar.Kind switch
        {
            BarKind.Flight => Markup.Of($"""
                <g>{title}<rect class="flight" x="{x + 1}" y="{top + 4}" width="{width - 2}" height="35" rx="3"/>
                {Text(bar.Text, x, top + 16, width)}</g>
                """),
            BarKind.Wait => Markup.Of($"""
                <rect class="wait" x="{x + 2}" y="{top + 21}" width="{width - 4}" height="14" rx="2">{title}</rect>
                """),
            BarKind.Step => Markup.Of($"""
                <rect class="step h{holder}" data-step="{bar.From}" x="{x + 2}" y="{top + 20}" width="{width - 4}" height="16"
                  rx="2">{title}</rect>
                """),
            BarKind.Hold => Markup.Of($"""
                <g>{title}
                <rect class="hold h{holder}" fill="url(#hatch{holder})" x="{x + 1}" y="{top + 3}" width="{width - 2}" height="17"/>
                {Text(bar.Text, x, top + 15, width)}</g>
                """),
        };
    }

    /// <summary>Text that fits its bar, shortened if need be; none where not even that fits.</summary>
    private static Markup Text(string text, int x, int y, int width)
    {
        var letters = (width - 8) / Letter;
        var fitting = text.Length <= letters ? text
            : letters >= 4 ? $"{text[..(letters - 1)]}…"
            : text.Length > 2 && letters >= 2 ? text[..2] : string.Empty;
        return fitting.Length == 0 ? Markup.None : Markup.Of($"""<text class="bar" x="{x + 5}" y="{y}">{fitting}</text>""");
    }

    /// <summary>Where it breaks: a mark over the last step, on the lanes of the locks concerned, and a curve between these.</summary>
    private Markup Marks()
    {
        if (run.Broken.IsEmpty || run.Steps.IsEmpty)
        {
            return Markup.None;
        }

        var x = X(run.Steps.Length) + (ColumnWidth / 2);
        var broken = string.Join(", ", run.Broken.Select(static claim => claim.Id));
        var concerned = Enumerable.Range(0, lanes.Length)
            .Where(i => run.Broken.Any(claim => claim.Cells.Contains(lanes[i].Name)))
            .ToList();
        var curve = concerned is [var upper, .., var lower]
            ? Curve(X(lanes[lower].Bars[^1].From), Middle(lower), x, Middle(upper))
            : Markup.None;
        var marks = concerned.Select(i => Mark(x, Middle(i) - 3, lanes[i].Name));
        return Markup.Of($"{curve}{marks}{Mark(x, tops[run.Steps[^1].Actor] + 28, $"{broken} broken by step {run.Steps.Length}")}");
    }

    private static Markup Curve(int fromX, int fromY, int toX, int toY) =>
        Markup.Of($"""<path class="inversion" d="M{fromX} {fromY}Q{toX - 10} {toY} {toX} {toY}"/>""");

    private static Markup Mark(int x, int y, string title) => Markup.Of(
        $"""<g class="mark"><title>{title}</title><circle cx="{x}" cy="{y}" r="7.5"/><text x="{x}" y="{y + 4}">!</text></g>""");

    /// <summary>Who waits for whom: beside the lanes, those that close the cycle heavier.</summary>
    private Markup Waits()
    {
        var x = X(run.Steps.Length + 1) + 6;
        return Markup.All(run.Waits.Select((wait, i) => Markup.Of($"""
            <g class="waits{(wait.IsInCycle ? " cycle" : string.Empty)}"><title>{run.Actors[wait.Actor]} waits: {wait.For}</title>
            {wait.Holders.Select(holder => Edge(x, wait.Actor, holder, i))}
            <text x="{x + Bow + (12 * run.Waits.Length)}" y="{tops[wait.Actor] + 26}">waits: {wait.For}</text></g>
            """)));
    }

    /// <summary>An arrow from who waits to who holds; to itself where it holds what it waits for.</summary>
    private Markup Edge(int x, int actor, int holder, int place)
    {
        var (from, to) = (tops[actor] + 24, tops[holder] + (holder == actor ? 36 : 30));
        var bow = x + Bow + (12 * place) - 4;
        return Markup.Of($"""<path class="edge" d="M{x} {from}C{bow} {from} {bow} {to} {x} {to}" marker-end="url(#arrow)"/>""");
    }

    /// <summary>What repeats for ever: a bracket over its steps, which leads back.</summary>
    private Markup Loop()
    {
        if (run.Loop == 0)
        {
            return Markup.None;
        }

        var (from, to) = (X(run.Steps.Length - run.Loop + 1), X(run.Steps.Length + 1));
        return Markup.Of($"""
            <g class="again"><rect x="{from}" y="{LoopHead}" width="{to - from}" height="{height - LoopHead - 2}"/>
            <path class="edge" d="M{to - 2} {head - 6}V10H{from + 2}V{head - 6}" marker-end="url(#arrow)"/>
            <text x="{(from + to) / 2}" y="13">repeats for ever</text></g>
            """);
    }

    /// <summary>The last moment from which all could still end well.</summary>
    private Markup NoReturn() => run.NoReturn is not { } step ? Markup.None : Markup.Of($"""
        <path class="point" d="M{X(step + 1)} {head - 4}V{height}"><title>Point of no return</title></path>
        """);

    private int X(int step) => ((step - 1) * ColumnWidth) + 1;

    private int Middle(int lane) => tops[lane] + (lanes[lane].IsActor ? 25 : 15);
}
