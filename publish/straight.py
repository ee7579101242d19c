"""Templates compiled to shorter code, for pages that say thousands of things.

Jinja asks of all that a template calls whether it wants the context, and copies text that is safe already. Nothing of
ours wants the context.
"""

from jinja2 import Environment, nodes
from jinja2.compiler import CodeGenerator, Frame


class Straight(CodeGenerator):
    """Writes the code of a template."""

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """Write a call with its arguments, and nothing around it."""
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            self.fail("write the arguments one by one, and no {% call %}", node.lineno)
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.autoescape:
            self.write("(_said if type(_said := ")
        else:
            super()._output_child_pre(node, frame, finalize)

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        super()._output_child_post(node, frame, finalize)
        if frame.eval_ctx.autoescape:
            self.write(" is Markup else escape(_said))")


class StraightEnvironment(Environment):
    """An environment of templates that are compiled so."""

    code_generator_class = Straight
